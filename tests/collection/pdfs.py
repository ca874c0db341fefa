"""PDFs of the collection: geometry, notes, heads, pages, languages and kinds of volumes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pikepdf
from pdf_documents import BOLD, HEIGHT, ITALIC, SERIF, WIDTH, written
from reportlab.pdfgen.canvas import Canvas

from collection.fonts import drawn
from collection.press import Look, Press, head
from collection.truth import Block, Document, Essay, Truth
from collection.works import bibliography, contributors, essay, interview, joined

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
LATEX = Look(justified=True, hyphens=True, rule=True, size=10, note_size=8, leading=1.2, margin=110, title_size=17)
WORD = Look(font="Helvetica", bold="Helvetica-Bold", italic="Helvetica-Oblique", size=11, gap=8, indent=0, margin=72)
TWO = Look(columns=2, justified=True, hyphens=True, size=9.8, note_size=7.8, margin=54)
THREE = Look(columns=3, size=9, note_size=7.2, margin=46, gutter=14, justified=True)
NARROW = replace(THREE, hyphens=True, columns=2, size=10)
EDITED = ("Edited by", "Piet Vonk and Jutta Amsel", "", "Uferverlag", "Spring 2019")

Setting = Callable[[Canvas], Truth]


def made(setting: Setting, **properties: str) -> tuple[bytes, Truth]:
    """Return the PDF that `setting` draws, and the truth it returns."""
    found: list[Truth] = []
    data = written(lambda canvas: found.append(setting(canvas)), **properties)
    return data, found[0]


def single(
    look: Look, one: Essay, *, heads: bool = True, lines: Sequence[str] = (), byline: str = "{}", signed: bool = False
) -> tuple[bytes, Truth]:
    """Return one essay on its own; its pages are counted from 1."""

    def setting(canvas: Canvas) -> Truth:
        press = Press(canvas, look)
        if heads:
            press.furniture = head("Review of Small Harbours", "{title}")
        return Truth(
            essays=(press.piece(one, lines=lines, byline=byline, signature=signed),),
            furniture=("Review of Small Harbours",) if heads else (),
        )

    return made(setting)


def collected(
    look: Look,
    essays: Sequence[Essay],
    *,
    heads: tuple[str, str] = ("Rivers and Other Debts", "{title}"),
    roman: int = 0,
    start: int = 1,
    contents: bool = False,
    notes_at_end: bool = False,
    front: str = "",
    below: Sequence[str] = EDITED,
    signed: Sequence[int] = (),
) -> tuple[bytes, Truth]:
    """Return a volume; its first `roman` pages are counted apart, its pages start at `start`."""

    def setting(canvas: Canvas) -> Truth:
        def label(page: int) -> str:
            return ROMAN[page - 1] if page <= roman else str(page - roman + start - 1)

        press = Press(canvas, look, label, head(*heads))
        if front:
            _title_page(canvas, front, below)
            press.page += 1
        if contents:
            _contents(canvas, essays, listed)
            press.page += 1
        set_essays = [press.piece(one, signature=at in signed) for at, one in enumerate(essays)]
        if notes_at_end:
            press.essay = None
            press.opening("Notes")
            for one in set_essays:
                press.heading(one.title)
                press.endnotes(one.notes)
            press.close()
        return Truth(essays=tuple(set_essays), furniture=(heads[0],))

    listed = ("",) * len(essays)
    if contents:
        listed = tuple(one.first_page for one in made(setting)[1].essays)
    return made(setting)


def _title_page(canvas: Canvas, title: str, below: Sequence[str]) -> None:
    canvas.setFont(BOLD, 28)
    canvas.drawCentredString(WIDTH / 2, 560, title)
    canvas.setFont(SERIF, 13)
    for number, line in enumerate(below):
        canvas.drawCentredString(WIDTH / 2, 500 - number * 20, line)
    canvas.showPage()


def _contents(canvas: Canvas, essays: Sequence[Essay], pages: Sequence[str]) -> None:
    canvas.setFont(BOLD, 18)
    canvas.drawString(60, 740, "Contents")
    canvas.setFont(SERIF, 11)
    y = 700
    for one, page in zip(essays, pages, strict=True):
        dots = "." * max(4, 70 - len(one.title))
        canvas.drawString(60, y, f"{one.title} {dots} {page}")
        canvas.setFont(ITALIC, 10)
        canvas.drawString(72, y - 14, ", ".join(one.authors))
        canvas.setFont(SERIF, 11)
        y -= 38
    canvas.showPage()


def printed_page() -> tuple[bytes, Truth]:
    """Return a page printed from a browser: date and title above, address and count below."""
    look = Look(
        font="Helvetica",
        bold="Helvetica-Bold",
        italic="Helvetica-Oblique",
        size=12,
        leading=1.45,
        gap=12,
        indent=0,
        margin=40,
        top=780,
        centred=False,
        notes="end",
        head_size=16,
        title_size=26,
    )
    one = essay(41, "The Night Train Nobody Ordered", ["Greta Halloran"], sections=3, notes=3, length=5)

    total = ""

    def furniture(canvas: Canvas, page: int, label: str, essay: Essay | None) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(20, HEIGHT - 20, "3/14/24, 9:41 AM")
        canvas.drawCentredString(WIDTH / 2 + 20, HEIGHT - 20, "The Night Train Nobody Ordered – The Lamp")
        canvas.drawString(20, 16, "https://lamp.example/essays/night-train-nobody-ordered")
        canvas.drawRightString(WIDTH - 20, 16, f"{page}/{total}")

    def setting(canvas: Canvas) -> Truth:
        press = Press(canvas, look, str, furniture)
        return Truth(
            essays=(press.piece(one, byline="By {}"),),
            furniture=("The Night Train Nobody Ordered – The Lamp", "lamp.example/essays/night-train-nobody-ordered"),
        )

    total = made(setting)[1].essays[0].last_page
    return made(setting)


def banded(look: Look) -> tuple[bytes, Truth]:
    """Return columns cut by a paragraph over the whole width of the page."""
    first = essay(51, "Weights and Promises", ["Idris Kane"], sections=1, notes=0, paragraphs=2)
    band = (
        "Across the page: the register was opened in the spring and has never been closed since, whatever the"
        " printed almanac says about it. Readers who doubt the figure may ask at the counter, where a clerk "
        "keeps the corrected sheets in a drawer of his own. Every entry has been checked twice, once by "
        "lamplight and once by day."
    )
    rest = essay(52, "x", notes=0, sections=2).blocks

    def across(canvas: Canvas) -> Truth:
        press = Press(canvas, replace(look, floor=440))
        press.opening(first.title, first.authors[0])
        press.essay = first
        press.blocks(first.blocks)
        press.look = replace(look, columns=1)
        press.columns_from(425)
        press.paragraph(band)
        press.look = look
        press.columns_from(365)
        press.blocks(rest)
        last = str(press.page)
        press.close()
        blocks = (*first.blocks, Block("text", band), *rest)
        return Truth(essays=(replace(first, blocks=blocks, first_page="1", last_page=last),))

    return made(across)


def labelled() -> tuple[bytes, Truth]:
    """Return two essays without printed numbers; the label map of the file counts them: i, ii, then from 41."""
    pieces = [
        essay(61, "Preface", ["Piet Vonk"], notes=0, sections=0, paragraphs=3, kind="foreword"),
        essay(62, "Salt by Other Means", ["Clara Voss"], sections=2),
    ]
    labels = (*ROMAN[:1], *map(str, range(41, 60)))

    def setting(canvas: Canvas) -> Truth:
        press = Press(canvas, LATEX, lambda page: labels[page - 1], lambda *_: None)
        return Truth(essays=tuple(press.piece(one) for one in pieces))

    data, truth = made(setting)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r), 1, pikepdf.Dictionary(S=pikepdf.Name.D, St=41)]
        )
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue(), truth


def foreign(language: str, title: str, author: str, seed: int, **look: object) -> tuple[bytes, Truth]:
    """Return an essay in a language beyond Latin 1, in a font of its own."""
    one = essay(seed, title, [author], language=language, sections=2, notes=3 if language != "ar" else 0, length=4)
    texts = [title, author, *(block.text for block in one.blocks), *(text for _, text in one.notes), "0123456789–—"]
    regular = drawn(f"Quay{language}{seed}", texts)
    bold = drawn(f"Quay{language}{seed}-Bold", texts, bold=True)
    chosen = Look(font=regular, bold=bold, italic=regular, margin=80, **look)  # type: ignore[arg-type]
    return single(chosen, one, heads=False)


def tex(columns: int) -> tuple[bytes, Truth]:
    """Return a paper as TeX sets it: no spaces drawn, ligatures, an abstract and sections that are numbered."""
    one = essay(54 + columns, "Afflicted Officials and the Final Tariff", AUTHOR, sections=5, notes=5)
    numbers = iter(range(1, 9))
    blocks = tuple(
        replace(block, text=f"{next(numbers)} {block.text}") if block.kind == "heading" else block
        for block in one.blocks
    )
    texts = [one.title, *AUTHOR, *(block.text for block in blocks), *(text for _, text in one.notes), "ﬁﬂ-^"]
    regular, bold = drawn(f"Quill{columns}", texts), drawn(f"Quill{columns}-Bold", texts, bold=True)
    look = replace(LATEX if columns == 1 else TWO, font=regular, bold=bold, italic=regular, spaces=False, rule=True)
    tied = tuple(replace(block, text=_tied(block.text)) for block in blocks)
    data, truth = single(look, replace(one, title=_tied(one.title), blocks=tied), heads=False)
    (found,) = truth.essays
    return data, Truth(essays=(replace(one, blocks=blocks, first_page=found.first_page, last_page=found.last_page),))


def _tied(text: str) -> str:
    return text.replace("fi", "ﬁ").replace("fl", "ﬂ")


@cache
def _volume(seed: int, count: int = 3, **each: object) -> tuple[Essay, ...]:
    titles = (
        "The Salt Road and Its Critics",
        "Ropes",
        "What the Pilots Know",
        "A Ledger of Lamps",
        "Bread at the Border",
    )
    authors = (
        ["Clara Voss"],
        ["Tomás de Vries"],
        ["Ana Ruiz Peralta", "Idris Kane"],
        ["M. L. Thornbury"],
        ["Yusuf Demirel"],
    )
    return tuple(essay(seed + at, titles[at], authors[at], **each) for at in range(count))  # type: ignore[arg-type]


def _front(seed: int) -> tuple[Essay, ...]:
    return (
        essay(seed, "Foreword", ["Piet Vonk"], notes=0, sections=0, paragraphs=4, kind="foreword"),
        essay(seed + 1, "Introduction", ["Jutta Amsel"], notes=2, sections=1, kind="introduction"),
    )


def _chapters(seed: int) -> tuple[Essay, ...]:
    titles = ("Where the Water Goes", "Who Pays for the Barrier", "Ten Years of Tariffs", "What Should Be Done")
    return tuple(
        essay(seed + at, title, notes=2, sections=2, kind="chapter", extras=("list",) if at == 3 else ())
        for at, title in enumerate(titles)
    )


def _report(look: Look) -> tuple[bytes, Truth]:
    chapters = [replace(one, title=f"{at}. {one.title}") for at, one in enumerate(_chapters(90), start=1)]
    heads = ("The State of the Barrier 2021", "Harbour Commission")
    title = "The State of the Barrier"
    lines = ("Annual report", "", "Harbour Commission of Aldern", "2021")
    data, truth = collected(look, chapters, heads=heads, contents=True, front=title, below=lines)
    return data, replace(truth, whole=replace(joined(title, truth.essays), first_page=""))


def _pdf(name: str, dimensions: str, make: Callable[[], tuple[bytes, Truth]]) -> Document:
    return Document(name=f"{name}.pdf", dimensions=tuple(dimensions.split(", ")), make=make)


EVERYTHING = ("quote", "list", "pull", "caption", "table")
AUTHOR = ["Clara Voss"]
PDFS = (
    _pdf("one-column", "one column", lambda: single(Look(), essay(1, "The Long Quay", AUTHOR))),
    _pdf("two-columns", "two columns", lambda: single(TWO, essay(2, "The Price of Ice", AUTHOR, sections=5, notes=6))),
    _pdf(
        "three-columns",
        "three columns",
        lambda: single(THREE, essay(3, "Bread for the Pilots", AUTHOR, sections=5, notes=5)),
    ),
    _pdf("bands", "two columns, bands", lambda: banded(TWO)),
    _pdf("bands-three-columns", "three columns, bands", lambda: banded(THREE)),
    _pdf(
        "drop-letter",
        "drop letter, two columns",
        lambda: single(
            replace(TWO, hyphens=False, justified=False, drop=True), essay(64, "Small Boats, Long Memories", AUTHOR)
        ),
    ),
    _pdf(
        "notes-as-large",
        "notes as large as the text",
        lambda: single(
            Look(note_size=10.5, rule=True), essay(58, "The Clerk of the Ford", AUTHOR, notes=6, sections=4)
        ),
    ),
    _pdf(
        "latex",
        "latex geometry, soft hyphens",
        lambda: single(
            LATEX,
            essay(
                4,
                "On the Depth of Channels",
                ["Pavel Sorokin", "Idris Kane"],
                affiliations=("College of Aldern", "Institute of Small Harbours"),
                sections=4,
                notes=6,
            ),
            heads=False,
        ),
    ),
    _pdf("tex", "latex geometry, no spaces drawn, numbered headings", lambda: tex(1)),
    _pdf("tex-two-columns", "latex geometry, no spaces drawn, numbered headings, two columns", lambda: tex(2)),
    _pdf(
        "word",
        "word geometry",
        lambda: single(WORD, essay(5, "Why Toll Houses Close", AUTHOR, extras=("quote", "list"))),
    ),
    _pdf("browser", "browser geometry, endnotes", printed_page),
    _pdf("signs", "symbol notes", lambda: single(Look(), essay(6, "Lamps, Low and High", AUTHOR, signs=True, notes=5))),
    _pdf(
        "signs-by-page",
        "symbol notes, notes by page",
        lambda: single(
            replace(LATEX, notes="foot by page"),
            essay(7, "Tide Tables for the Impatient", AUTHOR, signs=True, notes=6, sections=6),
        ),
    ),
    _pdf(
        "numbers-by-page",
        "notes by page",
        lambda: single(
            replace(Look(), notes="foot by page"), essay(8, "The Second Census", AUTHOR, notes=9, sections=7)
        ),
    ),
    _pdf(
        "flowing-notes",
        "two columns, long notes",
        lambda: single(replace(TWO, flowing=True), _long_notes(essay(9, "Barrels", AUTHOR, notes=9, sections=5))),
    ),
    _pdf(
        "endnotes",
        "endnotes",
        lambda: single(
            replace(LATEX, notes="end"), essay(10, "Insurance before Arithmetic", AUTHOR, notes=12, sections=4)
        ),
    ),
    _pdf(
        "volume",
        "edited volume, restarting notes, changing heads",
        lambda: collected(
            TWO,
            (*_front(20), *_volume(22, 4), contributors(["Clara Voss", "Tomás de Vries", "Ana Ruiz Peralta"])),
            start=1,
            contents=True,
            front="Rivers and Other Debts",
            roman=2,
        ),
    ),
    _pdf(
        "volume-roman",
        "edited volume, roman front matter",
        lambda: collected(LATEX, (*_front(24), *_volume(26, 3), bibliography(27)), roman=2),
    ),
    _pdf(
        "volume-endnotes",
        "edited volume, endnotes of the whole book",
        lambda: collected(replace(LATEX, notes="later"), _volume(30, 4, notes=5), notes_at_end=True),
    ),
    _pdf("volume-signed", "edited volume, signatures", lambda: collected(TWO, _volume(33, 3), signed=(0, 1, 2))),
    _pdf(
        "volume-one-head",
        "edited volume, left and right heads",
        lambda: collected(Look(), _volume(36, 3, sections=5), heads=("Rivers and Other Debts", "{author}"), start=112),
    ),
    _pdf(
        "journal",
        "journal issue",
        lambda: collected(
            TWO,
            (
                essay(70, "Editorial", ["Greta Halloran"], notes=0, sections=0, paragraphs=4),
                *_volume(71, 3, sections=4),
                interview(75, "The Keeper of the Second Lock", ["Greta Halloran"]),
            ),
            heads=("Review of Small Harbours 14 (2018)", "{title}"),
            start=201,
        ),
    ),
    _pdf("report", "report with chapters", lambda: _report(WORD)),
    _pdf("report-two-columns", "report with chapters, two columns", lambda: _report(TWO)),
    _pdf(
        "long-title",
        "title over lines, subtitle",
        lambda: single(
            Look(),
            essay(
                42,
                "The Harbour That Refused to Be Measured and What Its Neighbours Learned",
                AUTHOR,
                subtitle="Notes on a Quarrel about Depth",
            ),
            lines=("The Harbour That Refused to Be Measured", "and What Its Neighbours Learned"),
        ),
    ),
    _pdf(
        "affiliations",
        "several authors",
        lambda: single(
            Look(centred=False),
            essay(
                43,
                "Joint Registers",
                ["Ana Ruiz Peralta", "Yusuf Demirel", "Greta Halloran"],
                affiliations=("University of Vierhaven", "Institute of Small Harbours", "College of Aldern"),
            ),
        ),
    ),
    _pdf(
        "asides",
        "tables and captions, pull quotes, block quotes and lists",
        lambda: single(
            replace(WORD, size=10.5), essay(44, "A Count of Vessels", AUTHOR, extras=EVERYTHING, sections=4)
        ),
    ),
    _pdf(
        "asides-two-columns",
        "tables and captions, pull quotes, block quotes and lists, two columns",
        lambda: single(TWO, essay(45, "Another Count of Vessels", AUTHOR, extras=EVERYTHING, sections=5)),
    ),
    _pdf("interview", "interview", lambda: single(Look(), interview(46, "The Stage Manager’s Other House"))),
    _pdf(
        "hyphens",
        "soft hyphens, hard hyphens, two columns",
        lambda: single(NARROW, _hyphened(essay(47, "Cross-Border Habits", AUTHOR, sections=4, notes=3))),
    ),
    _pdf("labels", "page labels", labelled),
    _pdf("cyrillic", "cyrillic", lambda: foreign("ru", "О цене воды", "Павел Сорокин", 81)),
    _pdf("greek", "greek", lambda: foreign("el", "Για το βάθος των λιμανιών", "Νίκος Θεοδώρου", 82)),
    _pdf("chinese", "cjk", lambda: foreign("zh", "论水价", "林晓河", 83, spaceless=True)),
    _pdf("arabic", "arabic", lambda: foreign("ar", "ثمن الماء", "يوسف دمير", 84, rightward=True, centred=False)),
    _pdf("french", "french typography", lambda: foreign("fr", "Le prix de l’eau", "Aude Marceau", 85, justified=True)),
    _pdf(
        "german",
        "german quotes, soft hyphens",
        lambda: foreign("de", "Der Preis des Wassers", "Ottmar Brandt", 86, hyphens=True, justified=True),
    ),
)


def _long_notes(one: Essay) -> Essay:
    more = " The register gives another figure, which is discussed at length in the appendix and need not be repeated here."
    notes = tuple((label, text + more * (2 + int(label) % 3)) for label, text in one.notes)
    return replace(one, notes=notes)


def _hyphened(one: Essay) -> Essay:
    hard = (
        "Long-term contracts and short-lived tariffs met in the north-eastern quarter, where policy-makers trusted "
        "first-hand accounts more than second-rate surveys. ",
        "A well-known ship-owner from the north-eastern quarter told policy-makers that long-term credit was a "
        "half-measure, and that short-lived firms had no counter-argument. ",
    )
    blocks = [
        replace(block, text=hard[at % 2] + block.text) if block.kind == "text" else block
        for at, block in enumerate(one.blocks)
    ]
    return replace(one, blocks=tuple(blocks))
