"""Pages of many kinds of sites: the essay comes in whole, and nothing of the site with it."""

from __future__ import annotations

import quopri

import pytest
from sites import COMMENTS, DATES, FOOTER, HEADING, MENU, QUOTE, SENTENCES, SHORT, SITES, TITLE, Site, paragraphs

from briefer.readers import read
from briefer.structure.imported import Imported
from briefer.structure.stamps import stated_date

PARTS = (*SENTENCES[:2], HEADING, SENTENCES[2], QUOTE, SHORT, SENTENCES[3])


def saved(page: str, name: str = "page.html") -> Imported:
    return read(name, page.encode())


@pytest.mark.parametrize("kind", SITES)
def test_the_essay_comes_whole_and_nothing_of_the_site_with_it(kind: str) -> None:
    site: Site = SITES[kind]

    (piece,) = saved(site.page).pieces

    asides = {piece.body[aside.start : aside.end] for aside in piece.essay.asides if aside.kind == "summary"}
    assert [part for part in piece.body.split("\n\n") if part not in asides] == list(PARTS)
    assert [section.title for section in piece.essay.sections] == [HEADING]
    reference = piece.essay.reference
    assert (reference.title, tuple(name.full for name in reference.authors)) == (TITLE, site.authors)
    assert reference.issued == site.issued


@pytest.mark.parametrize(("text", "date"), DATES)
def test_dates_are_read_in_many_forms_and_never_guessed(text: str, date: str) -> None:
    assert stated_date(text) == date
    page = SITES["microdata"].page.replace('content="2021-03-14"', f'content="{text}"')
    assert saved(page).pieces[0].essay.reference.issued == date


@pytest.mark.parametrize("text", ["", "no date", "99/99/9999", "2021-99-99", "Room 2134", "5 Marchers 1850"])
def test_what_is_no_date_gives_at_most_a_year(text: str) -> None:
    assert stated_date(text) in ("", "2021")


def test_articles_that_follow_are_left_out_and_said_so() -> None:
    found = saved(SITES["second article below"].page)

    assert any("other articles" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    "gate",
    [
        "<div class='paywall'><p>Subscribe to continue reading this story.</p></div>",
        "<p>This post is for paid subscribers</p>",
        "<script "
        'type="application/ld+json">{"@type": "Article", "headline": "x", "isAccessibleForFree": "False"}</script>',
    ],
)
def test_a_page_that_may_be_a_teaser_says_so(gate: str) -> None:
    page = f"<!DOCTYPE html><html><body><article><h1>{TITLE}</h1>{paragraphs()}{gate}</article></body></html>"

    assert any("subscribe" in remark for remark in saved(page).remarks)
    assert not any("subscribe" in remark for remark in saved(page.replace(gate, "")).remarks)


def test_a_page_from_right_to_left_keeps_its_letters() -> None:
    text = "كان المرشدون يتقاضون أجورهم بحسب المد منذ زمن أطول مما يتذكره أي شخص على قيد الحياة اليوم، واستمر ذلك."
    story = f"<article><h1>أجور المرشدين</h1><p>{text}</p></article>"
    page = f'<!DOCTYPE html><html lang="ar" dir="rtl"><body>{MENU}{story}</body></html>'

    (piece,) = saved(page).pieces

    assert piece.body == text
    assert (piece.essay.reference.title, piece.essay.reference.language) == ("أجور المرشدين", "ar")


def test_a_web_archive_in_quoted_printable_and_another_encoding_is_read() -> None:
    page = SITES["WordPress"].page.replace("utf-8", "windows-1252").replace("tide again", "tíde – again")
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quay.example/\r\nSubject: =?utf-8?Q?What=20the?=\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Multi--0"\r\n\r\n'
        "------Multi--0\r\nContent-Type: text/html; charset=windows-1252\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://quay.example/\r\n\r\n"
    )
    body = quopri.encodestring(page.encode("cp1252")).replace(b"\n", b"\r\n")
    kind = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64"
    image = b"\r\n------Multi--0\r\n" + kind + b"\r\n\r\nAAAA\r\n------Multi--0--\r\n"

    (piece,) = read("page.mhtml", head.encode() + body + image).pieces

    assert piece.body.split("\n\n")[:3] == list(PARTS[:3])
    assert "tíde – again" in piece.body


def test_comments_longer_than_the_essay_are_not_the_essay() -> None:
    comments = COMMENTS.replace("at length", "at length " + "offside again and again and once more " * 60)
    story = f"<article><h1>{TITLE}</h1>{paragraphs()}</article>"
    page = f"<!DOCTYPE html><html><body>{MENU}{story}{comments}{FOOTER}</body></html>"

    (piece,) = saved(page).pieces

    assert piece.body.split("\n\n") == list(PARTS)
