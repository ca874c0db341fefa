"""Invented sentences in many scripts from a seeded grammar: short and long words, addresses, figures, odd marks."""

from __future__ import annotations

import unicodedata
from random import Random

ENGLISH = (
    "harbour ferry grid council river ledger pilot tunnel orchard signal quarry lantern market bridge the a of to for "
    "with under before and or not must should will may keeps opens pays asks shares guards mends slow early shared "
    "common fair dry northern public costly quiet well-known cross-border"
)
LONG = (
    "interoperability",
    "telecommunications",
    "counterproductive",
    "Wasserstraßenverwaltungsgemeinschaftsabkommen",
    "Hochspannungsgleichstromübertragungsleitung",
    "antidisestablishmentarianism",
    "deinstitutionalisation",
)
ADDRESSES = (
    "https://example.org/reports/2021/harbour-grid/annex_b/table-7.html?lang=en&view=full#section-12",
    "doi.org/10.5555/quiet.grid.2020.0417.long-suffix-without-a-break",
    "www.example.net/a/very/long/way/to/one/small/file/that/nobody/reads.pdf",
)
SCRIPTS: dict[str, tuple[str, str, str]] = {
    "english": ("en", " ", ENGLISH),
    "german": (
        "de",
        " ",
        "Hafen Fährverbindung Strom der die das und mit über für Leitungsnetz Gemeinschaft prüft öffnet zahlt längst "
        "Größe Straße Übertragungskapazität Wasserwirtschaftsamt nördlich früh gemeinsam",
    ),
    "accents": (
        "vi",
        " ",
        "bến cảng lưới điện hội đồng mở cửa sớm chung đường hầm phải trả tiền những người giữ đèn",
    ),
    "greek": (
        "el",
        " ",
        "λιμάνι δίκτυο συμβούλιο ποτάμι γέφυρα και με για πρέπει ανοίγει πληρώνει κοινό νωρίς βόρειο φανάρι αγορά",
    ),
    "cyrillic": (
        "ru",
        " ",
        "гавань сеть совет река мост и для под должен открывает платит общий ранний северный маяк рынок "
        "электроснабжение сотрудничество",
    ),
    "chinese": ("zh", "", "港口 电网 会议 河流 桥梁 和 必须 开放 支付 共同 早 北方 灯塔 市场 渡船 隧道"),
    "japanese": ("ja", "", "港 は 送電網 を 会議 が 川 と 橋 に 開く 払う 共同 の 北 灯台 トンネル フェリー"),
    "arabic": ("ar", " ", "الميناء الشبكة المجلس النهر الجسر و مع من يجب يفتح يدفع مشترك مبكر شمالي السوق المنارة"),
    "hebrew": ("he", " ", "הנמל הרשת המועצה הנהר הגשר עם חייב פותח משלם משותף מוקדם צפוני השוק המגדלור"),
    "devanagari": ("hi", " ", "बंदरगाह ग्रिड परिषद नदी पुल और के साथ चाहिए खोलता भुगतान साझा जल्दी उत्तरी बाज़ार दीपस्तंभ"),
}
"""Language, what stands between words, and the words of each script."""

STOPS = {"chinese": "。", "japanese": "。", "devanagari": "।"}
NAMES: dict[str, tuple[str, ...]] = {
    "english": ("Voss", "Ruiz Peralta", "Kane", "Halloran-Whitcombe", "O’Dell", "Sorokin", "Ng", "Featherstonehaugh"),
    "german": ("Müller-Lüdenscheidt", "von der Größe", "Weiß", "Öztürk"),
    "accents": ("Nguyễn", "Trần Thị", "Bağcı", "Łódzki"),
    "greek": ("Παπαδόπουλος", "Κων", "Σταθοπούλου"),
    "cyrillic": ("Соколова", "Щербинин", "Ким"),
    "chinese": ("王小明", "李", "欧阳"),
    "japanese": ("山田", "佐藤"),
    "arabic": ("المنصور", "حداد"),
    "hebrew": ("כהן", "אבן שושן"),
    "devanagari": ("शर्मा", "त्रिपाठी"),
}


class Words:
    """Texts in one script from one source of chance."""

    def __init__(self, random: Random, script: str) -> None:
        self.random = random
        self.script = script
        self.language, self.between, words = SCRIPTS[script]
        self.words = words.split()

    def phrase(self, least: int, most: int) -> str:
        """Return `least` to `most` words; now and then one that is long, foreign, a figure or an address."""
        found = [self.random.choice(self.words) for _ in range(self.random.randint(least, most))]
        for at in range(len(found)):
            chance = self.random.random()
            if chance < 0.01:
                found[at] = f" {self.random.choice(ADDRESSES)} "
            elif chance < 0.03:
                found[at] = f" {self.random.choice(LONG)} "
            elif chance < 0.06:
                found[at] = f" {self.figure()} "
            elif chance < 0.07:
                found[at] = f" {self.random.choice(ENGLISH.split())} "
        text = " ".join(self.between.join(found).split())
        return text[:1].upper() + text[1:]

    def figure(self) -> str:
        """Return a number as texts have them."""
        n = self.random.randint(2, 900)
        return self.random.choice(
            (f"{n} per cent", f"{n}–{n + 40}", f"US$ {n} million", f"({n} km)", f"12 May 20{n % 90 + 10}")
        )

    def sentence(self, least: int = 5, most: int = 28) -> str:
        """Return one sentence with its stop."""
        return self.phrase(least, most).rstrip(" .") + STOPS.get(self.script, ".")

    def title(self, most: int) -> str:
        """Return a title of at most `most` characters, often close to it."""
        text = self.phrase(2, 30)
        short = self.random.random() < 0.5
        limit = self.random.randint(12, most) if short else most
        cut = text[:limit]
        if len(text) > limit and self.between:
            cut = cut.rsplit(" ", 1)[0]
        return cut.rstrip(" ,;:–-(") or self.words[0]

    def name(self) -> str:
        """Return a family name."""
        return self.random.choice(NAMES[self.script])

    def odd(self, text: str) -> str:
        """Return `text` with what typists leave in: combining accents, dashes, a quotation, a bracket."""
        return self.random.choice(
            (
                text,
                text,
                text.replace(" ", " — ", 1),
                text.replace(" ", " (as ever) ", 1),
                f"“{text}”",
                unicodedata.normalize("NFD", text),
                text.replace("e", "e\u0301", 2),
            )
        )
