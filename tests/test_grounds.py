"""What speaks for a piece: only what was found is said."""

from briefer.model.essay import Essay, Footnote, Page, Section
from briefer.model.reference import Name, Reference
from briefer.structure.grounds import grounds


def test_a_bare_text_has_no_grounds():
    assert grounds(Essay(id="a", reference=Reference(title="A"), body_sha256="")) == ()


def test_each_finding_is_named_with_its_figure():
    essay = Essay(
        id="a",
        reference=Reference(title="A", authors=(Name(given="Ann", family="Lee"), Name(given="Bo", family="Ray"))),
        body_sha256="",
        affiliations=("Delta Institute",),
        pages=(Page(0, "11"), Page(90, "12")),
        footnotes=(Footnote("1", 3, "x", "linked"), Footnote("2", None, "y", "unlinked")),
        sections=(Section("Ferries", 1, 0, 7),),
    )
    assert grounds(essay) == (
        "authors named with an affiliation: Ann Lee, Bo Ray",
        "printed pages 11–12",
        "1 of 2 notes stand at their marks",
        "1 heading",
    )
