"""Invented text by a seeded grammar: English from word lists, other languages from sentences of their own."""

from __future__ import annotations

import random
import string

_WORDS = {
    "who": (
        "the harbour council|the night editors|two retired surveyors|the tram drivers|a committee of beekeepers|"
        "the archivists of the valley|the younger pilots|the mill owners|the union of bakers|a handful of cartographers|"
        "the observatory staff|every second farmer|the ministry's own auditors|the translators|the lock keepers|"
        "the owners of small theatres|the glassblowers|the regional planners|the radio amateurs|the school inspectors"
    ),
    "person": (
        "the former minister|an elderly clerk|the chief surveyor|a visiting economist|the stage manager|"
        "one of the engineers|the editor of the almanac|a physician from the coast|the founder of the archive"
    ),
    "thing": (
        "the new timetable|the reservoir|the lending library|the northern bypass|the price of flour|the old telegraph line|"
        "the grain reserve|the dredging plan|the ferry concession|the joint register|the observatory dome|the water tariff|"
        "the market hall|the long-term lease|the electoral roll|the copper mine|the storm barrier|the night train|"
        "the cross-border fund|the apprenticeship scheme"
    ),
    "place": (
        "in the upper valley|along the eastern quay|behind the railway works|on the outer islands|near the border post|"
        "in the flooded quarter|at the foot of the pass|in the three market towns|beyond the second lock|"
        "among the lower terraces|in the capital|in the mining district"
    ),
    "did": (
        "defended|postponed|quietly abandoned|measured|underestimated|paid for|rebuilt|celebrated|ignored|photographed|"
        "described|inherited|simplified|renegotiated|mistrusted|catalogued|subsidised|outlived"
    ),
    "when": (
        "in the autumn of {year}|before the spring floods|after {year}|within a single decade|for most of that winter|"
        "during the second census|between {year} and the war|long after the election|in the first week of March"
    ),
    "how": (
        "without much enthusiasm|at considerable expense|by a narrow majority|with borrowed instruments|"
        "for want of anything better|"
        "in spite of every warning|under a provisional licence|to general astonishment|with rather more care than speed"
    ),
    "abstract": (
        "trust|patience|seniority|habit|the fear of debt|a shared grievance|rivalry between neighbours|plain curiosity|"
        "the memory of the flood|administrative convenience|pride|the weather"
    ),
    "adjective": (
        "modest|uneven|costly|durable|half-hearted|well-documented|unpopular|surprisingly cheap|fragile|overdue|provisional|"
        "thoroughly local|short-lived|misleading"
    ),
    "noun": (
        "compromise|arrangement|experiment|institution|settlement|inventory|reform|misunderstanding|tradition|calculation|"
        "partnership|monopoly|truce|bargain"
    ),
    "number": "eleven|forty-two|nearly 600|3.5 per cent|some 1,200|two-thirds|fewer than 90|at least seven|the last 14",
    "items": "households|ledgers|wagons|apprentices|hectares|signatures|petitions|vessels|readers|volunteers",
    "verb": "means|suggests|conceals|explains|costs|reveals|promises",
    "then": "Even so|Later|By contrast|As a rule|In practice|From time to time|On paper|Elsewhere|At the same time",
}
_SENTENCES = (
    "{Who} {did} {thing} {when}, and {who} {did} {thing} {how}.",
    "{then}, {thing} {place} was a {adjective} {noun}, held together by {abstract}.",
    "{Thing} {verb} less than {person} once claimed, because {who} never counted the {items}.",
    "What {who} called a {noun} was, {when}, little more than {abstract}.",
    "{Number} {items} {place} belonged to {who}; the remainder stood empty.",
    "It would be a mistake to blame {who}, who {did} {thing} {how}.",
    "{Person} remembered that {who} {did} {thing} {place}.",
    "Nobody {place} had asked what {thing} would cost, or who would repair it.",
    "{then}, {who} should publish {thing} before the budget is settled, not afterwards.",
    "{Who} (who {did} {thing} {when}) now regard {abstract} as a {adjective} substitute for law.",
    "The figures for {year} are {adjective}: {number} {items} were counted {place}, {number} elsewhere.",
    "If {thing} is to survive, {who} must agree on a {adjective} {noun}.",
    "{Person} put it plainly: “a {adjective} {noun} is still better than {abstract}.”",
    "Between {thing} and {thing} there was {place} only {abstract}.",
    "{Abstract} explains much; {thing}, {how}, explains the rest.",
    "Does {thing} need {abstract}, or merely {who}?",
)
_PARTS = {name: tuple(words.split("|")) for name, words in _WORDS.items()}

FOREIGN: dict[str, tuple[str, ...]] = {
    "de": (
        "Der Hafenrat verschob die Entscheidung über den neuen Fahrplan und sprach dabei von „reiner Vorsicht“.",
        "Niemand in der Stadt wusste, wer für die Reparatur der zweiten Schleuse aufkommen sollte.",
        "Die Müller hielten an ihren alten Maßen fest, obwohl das Gesetz seit 1874 etwas anderes verlangte.",
        "Es wäre falsch, allein den Lotsen die Schuld zu geben, denn sie hatten rechtzeitig gewarnt.",
        "Was auf dem Papier wie ein Kompromiss aussah, war in Wirklichkeit eine Gewohnheit.",
        "Für die kleinen Inseln bedeutete die Fähre mehr als jede Straße, die man ihnen versprochen hatte.",
        "Die Rechnungen der Archivare zeigen, dass der Umbau fast dreimal so teuer war wie geplant.",
        "„Wer das Wasser misst“, sagte die Ingenieurin, „der misst auch den Streit darum.“",
        "Zwischen den Dörfern lag ein Moor, und über das Moor führte kein Weg, den man hätte nennen wollen.",
        "Der Ausschuss sollte seine Zahlen vor der Ernte veröffentlichen und nicht erst im Winter.",
        "Die größte Überraschung war die Straße über den Süßwasserkanal, die niemand bestellt hatte.",
    ),
    "fr": (
        "Le conseil du port repoussa la décision\u202f; il parla ensuite d’une «\u202fsimple prudence\u202f».",
        "Qui donc, dans la vallée, devait payer la réparation de la deuxième écluse\u202f?",
        "Les meuniers gardaient leurs anciennes mesures, bien que la loi de 1874 en eût décidé autrement.",
        "Il serait injuste d’accuser les pilotes\u00a0: ils avaient prévenu tout le monde dès l’été.",
        "Pour les petites îles, le bac comptait davantage que la route qu’on leur avait promise.",
        "«\u202fMesurer l’eau, disait l’ingénieure, c’est aussi mesurer la querelle.\u202f»",
        "Les comptes des archivistes montrent que les travaux coûtèrent près de 12\u202f000 écus.",
        "Ce qui ressemblait à un compromis n’était, dans les faits, qu’une habitude ancienne.",
        "La commission devrait publier ses chiffres avant la moisson et non pas au cœur de l’hiver.",
        "Entre les villages s’étendait un marais que nul chemin ne traversait vraiment.",
    ),
    "ru": (
        "Портовый совет отложил решение о новом расписании и назвал это простой осторожностью.",
        "Никто в долине не знал, кто заплатит за ремонт второго шлюза.",
        "Мельники держались старых мер, хотя закон 1874 года требовал иного.",
        "Было бы ошибкой винить одних лоцманов: они предупреждали всех ещё летом.",
        "Для малых островов паром значил больше, чем обещанная дорога.",
        "Счета архивариусов показывают, что перестройка обошлась почти втрое дороже.",
        "«Кто измеряет воду, — говорила инженер, — тот измеряет и спор о ней».",
        "Между деревнями лежало болото, через которое не вела ни одна тропа.",
        "Комиссия должна опубликовать свои данные до жатвы, а не зимой.",
        "То, что выглядело уступкой, на деле было давней привычкой.",
    ),
    "el": (
        "Το συμβούλιο του λιμανιού ανέβαλε την απόφαση και μίλησε για απλή σύνεση.",
        "Κανείς στην κοιλάδα δεν ήξερε ποιος θα πλήρωνε την επισκευή της δεύτερης δεξαμενής.",
        "Οι μυλωνάδες κράτησαν τα παλιά τους μέτρα, αν και ο νόμος όριζε κάτι άλλο.",
        "Θα ήταν άδικο να κατηγορήσουμε τους πλοηγούς: είχαν προειδοποιήσει όλους.",
        "Για τα μικρά νησιά το πορθμείο μετρούσε περισσότερο από τον δρόμο.",
        "Τα κατάστιχα δείχνουν ότι το έργο στοίχισε σχεδόν τρεις φορές περισσότερο.",
        "Ό,τι έμοιαζε με συμβιβασμό ήταν στην πραγματικότητα μια παλιά συνήθεια.",
        "Η επιτροπή πρέπει να δημοσιεύσει τους αριθμούς της πριν από τον θερισμό.",
    ),
    "ar": (
        "أجل مجلس الميناء قراره بشأن الجدول الجديد وتحدث عن الحذر وحده.",
        "لم يكن أحد في الوادي يعرف من سيدفع ثمن إصلاح القنطرة الثانية.",
        "تمسك أصحاب الطواحين بمقاييسهم القديمة رغم أن القانون قال غير ذلك.",
        "من الخطأ أن نلوم المرشدين وحدهم، فقد حذروا الجميع منذ الصيف.",
        "كانت العبارة تعني للجزر الصغيرة أكثر من الطريق الموعود.",
        "تظهر دفاتر الأرشيف أن البناء كلف ثلاثة أضعاف ما كان مقررا.",
        "ما بدا تسوية كان في الحقيقة عادة قديمة لا أكثر.",
        "على اللجنة أن تنشر أرقامها قبل الحصاد لا في الشتاء.",
    ),
    "zh": (
        "港务委员会推迟了关于新时刻表的决定，并称之为单纯的谨慎。",
        "山谷里没有人知道谁该支付第二道船闸的修理费。",
        "磨坊主们坚持使用旧的量器，尽管一八七四年的法律另有规定。",
        "只责怪领航员是不公平的，因为他们早在夏天就警告过所有人。",
        "对小岛来说，渡船比承诺中的公路重要得多。",
        "档案员的账本表明，改建的费用几乎是计划的三倍。",
        "看上去像妥协的东西，其实只是一种古老的习惯。",
        "委员会应当在收割之前公布数字，而不是等到冬天。",
    ),
    "ja": (
        "港の評議会は新しい時刻表の決定を延期し、それを単なる慎重さと呼んだ。",
        "谷では、二番目の水門の修理代を誰が払うのか誰も知らなかった。",
        "粉屋たちは古い升を使い続けたが、法律は別のことを求めていた。",
        "水先案内人だけを責めるのは公平ではない。彼らは夏から警告していた。",
        "小さな島々にとって、渡し船は約束された道路よりも大切だった。",
        "帳簿によれば、改築の費用は計画のほぼ三倍になった。",
        "妥協に見えたものは、実際には古い習慣にすぎなかった。",
        "委員会は冬ではなく収穫の前に数字を公表すべきである。",
    ),
    "es": (
        "El consejo del puerto aplazó la decisión sobre el nuevo horario y habló de simple prudencia.",
        "¿Quién debía pagar en el valle la reparación de la segunda esclusa?",
        "Los molineros conservaron sus viejas medidas, aunque la ley de 1874 pedía otra cosa.",
        "Sería injusto culpar solo a los pilotos: habían avisado a todos desde el verano.",
        "Para las islas pequeñas el barco contaba más que la carretera que les habían prometido.",
        "Las cuentas muestran que la obra costó casi el triple de lo que se había previsto.",
        "Lo que parecía un acuerdo era en realidad una costumbre muy antigua.",
        "La comisión debería publicar sus cifras antes de la cosecha y no en invierno.",
    ),
}
SPACELESS = frozenset({"zh", "ja"})

_NOTES = (
    "{Name}, “{Topic} and {topic}”, {Journal} {digits} ({year}): {digits}–{more}.",
    "{Name}, {Topic} {place} ({Town}: {Publisher}, {year}), {digits}.",
    "Ibid., {digits}.",
    "See {name}, “On {topic}”, {Journal}, {year}, https://example.org/{slug}/{year}.",
    "{Journal}, {digits} May {year}, p. {digits}; compare the reply by {name}, ibid., p. {more}.",
    "Interview with {person}, {Town}, {year}.",
    "Author's own count, from the register kept {place}; {number} entries could not be read.",
)
_NAMES = (
    "Clara Voss|Ottmar Brandt|Ana Ruiz Peralta|Idris Kane|M. L. Thornbury|Yusuf Demirel|Greta Halloran|Pavel Sorokin"
)
_JOURNALS = "Valley Quarterly|Upper River Gazette|Review of Small Harbours|Annals of Weights and Measures|The Lamp"
_TOWNS = "Seedorf|Marrow Quay|Aldern|Port Hale|Vierhaven"
_TOPICS = "tolls|timber|lanterns|salt|ice|bread prices|tide tables|ballast|grain|rope"


def _filled(pattern: str, rng: random.Random) -> str:
    out = []
    for before, field, _, _ in string.Formatter().parse(pattern):
        out.append(before)
        if field is None:
            continue
        name = field.lower()
        word = str(rng.randrange(1890, 2023)) if name == "year" else _filled(rng.choice(_PARTS[name]), rng)
        out.append(word[0].upper() + word[1:] if field[0].isupper() else word)
    return "".join(out)


def sentences(count: int, seed: int, language: str = "en") -> list[str]:
    """Return `count` sentences in `language`; the same seed gives the same ones."""
    rng = random.Random(f"{language}-{seed}")
    if language == "en":
        found: dict[str, None] = {}
        while len(found) < count:
            found[_filled(rng.choice(_SENTENCES), rng)] = None
        return list(found)
    own = FOREIGN[language]
    out: list[str] = []
    while len(out) < count:
        out += rng.sample(own, len(own))
    return out[:count]


def citations(count: int, seed: int) -> list[str]:
    """Return `count` notes as authors write them: sources, ibid., remarks."""
    rng = random.Random(f"notes-{seed}")
    out: list[str] = []
    while len(out) < count:
        digits = rng.randrange(3, 240)
        fields = {
            "name": rng.choice(_NAMES.split("|")),
            "topic": rng.choice(_TOPICS.split("|")),
            "Journal": rng.choice(_JOURNALS.split("|")),
            "Town": rng.choice(_TOWNS.split("|")),
            "Publisher": rng.choice(("Uferverlag", "Quay Press", "Lantern Books")),
            "digits": str(digits),
            "more": str(digits + rng.randrange(1, 20)),
            "year": str(rng.randrange(1960, 2023)),
            "slug": rng.choice(("papers", "valley", "reports")),
            "place": rng.choice(_PARTS["place"]),
            "person": rng.choice(_PARTS["person"]),
            "number": rng.choice(_PARTS["number"]),
        }
        note = rng.choice(_NOTES).format_map({**fields, "Name": fields["name"], "Topic": fields["topic"].capitalize()})
        if not (note.startswith("Ibid") and not out) and note not in out:
            out.append(note)
    return out
