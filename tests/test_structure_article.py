"""Pasted web articles: notes glued to their marks, and the furniture of the page around the text."""

from __future__ import annotations

import documents

from briefer.readers import read

LONG = " ".join(documents.SENTENCES[2:8])
CLAIM = (
    "The board agreed in 2016.1Harbour Board, Annual Ledger, 2016, https://example.org/ledger.pdf The pilots had asked for "
    "the same thing for years, and got it.2Clara Voss, “Timber,” Valley Quarterly, March 4, 2011, "
    "https://example.org/timber Ana Ruiz, “Ice,” 2012, https://example.org/ice"
)
TEXT = f"""Rivers Ports Tolls Trade Weather Records

Water Brief 7/2018

May 3, 2018

Why the quays stand empty

By Ines Marbach, H.W. Lee, and Tomás de Vries

{LONG} {CLAIM} Others waited.

Watch the video

What the pilots want

{documents.SENTENCES[8]} {documents.SENTENCES[9]}3Ibid. {documents.SENTENCES[10]}

{documents.SENTENCES[10]}

The old jetty (source: Harbour Archive)

* * *

The authors work at the Uferland Institute. Ines Marbach directs the Uferland Institute's harbour desk.

Subscribe for news
"""


def imported():
    return read("article.txt", TEXT.encode())


def test_the_head_gives_title_authors_date_series_and_publisher():
    reference = imported().reference

    assert reference.title == "Why the quays stand empty"
    assert [name.full for name in reference.authors] == ["Ines Marbach", "H.W. Lee", "Tomás de Vries"]
    assert (reference.issued, reference.collection_title) == ("2018-05-03", "Water Brief 7/2018")
    assert reference.publisher == "Uferland Institute"


def test_glued_notes_leave_the_sentence_they_were_glued_to():
    (piece,) = imported().pieces

    assert "agreed in 2016. The pilots" in piece.body
    assert [note.label for note in piece.essay.footnotes] == ["1", "2", "3"]
    assert piece.essay.footnotes[0].text.endswith("https://example.org/ledger.pdf")
    assert piece.essay.footnotes[1].text.endswith("https://example.org/ice")
    assert piece.essay.footnotes[2].text == "Ibid."
    assert piece.body[: piece.essay.footnotes[1].mark_at].endswith("and got it.")


def test_what_surrounds_the_article_is_set_aside_but_not_lost():
    (piece,) = imported().pieces

    kinds = [aside.kind for aside in piece.essay.asides]
    assert kinds == ["boilerplate", "pull-quote", "caption", "boilerplate", "boilerplate"]
    running = " ".join(piece.body[p.start : p.end] for p in piece.essay.paragraphs)
    assert "Subscribe" not in running
    assert running.count(documents.SENTENCES[10]) == 1
    assert "Subscribe for news" in piece.body
    assert [section.title for section in piece.essay.sections] == ["What the pilots want"]
