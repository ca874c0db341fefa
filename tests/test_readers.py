"""Reading files: encodings, and refusals that say what to do."""

from __future__ import annotations

import hashlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.app.inspect import inspect_json
from briefer.errors import BrieferError, ImportRefused
from briefer.readers import read

TEXT = "Grüße vom Fluß\n\nDie Fähre fährt nicht für alle, und das ist für die Stadt am Ufer schade.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_text_is_read_in_its_encoding(encoding):
    data = TEXT.encode(encoding)
    data = b"\xff\xfe" + data if encoding == "utf-16-le" else data

    found = read("gruss.txt", data)

    assert found.reference.title == "Grüße vom Fluß"
    assert found.pieces[0].body == TEXT.split("\n")[2]


OLDER = {
    "cp1252": "On the water\n\nBy Inès Marbach\n\nThe upper town has “no” café — its keeper sold it, and nobody minds.\n",
    "mac_roman": "On the water\n\nBy Inès Marbach\n\nThe quay’s keeper sold his café — “for nothing” — and nobody minds.\n",
    "iso8859_2": "O wodzie\n\nPaweł Żółć\n\nPromy wciąż przewożą większość drewna z doliny, choć kolej ukończono temu.\n",
    "cp1250": "O vodě\n\nJiří Dvořák\n\nPřívozy stále převážejí většinu dřeva z údolí, ačkoli železnice stojí už léta.\n",
    "koi8_r": "О воде\n\nИван Сидоров\n\nПаромы перевозят большую часть леса долины, хотя железная дорога готова.\n",
    "cp1251": "О воде\n\nИван Сидоров\n\nПаромы перевозят большую часть леса долины, хотя железная дорога готова.\n",
    "cp932": "水の上で\n\n山田太郎 著\n\n渡し船はいまでも谷の木材のほとんどを運んでいる。鉄道は九年前に完成した。\n",
    "gb18030": "论水\n\n作者：李雷\n\n渡船仍然运送着山谷里的大部分木材，尽管铁路在九年前就已经完工了。\n",
    "big5": "論水\n\n作者：李雷\n\n渡船仍然運送著山谷裡的大部分木材，儘管鐵路在九年前就已經完工了。\n",
}


@pytest.mark.parametrize("encoding", list(OLDER))
def test_the_guess_of_an_older_encoding_is_told(encoding):
    found = read("water.txt", OLDER[encoding].encode(encoding))

    assert found.reference.title == OLDER[encoding].split("\n")[0]
    assert found.pieces[0].body == OLDER[encoding].split("\n")[4]
    assert "does not say its encoding" in " ".join(found.remarks)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_byte_order_mark(encoding):
    assert read("water.txt", OLDER["iso8859_2"].encode(encoding)).pieces[0].body == OLDER["iso8859_2"].split("\n")[4]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n ", "is empty"),
        ("breaks.txt", b"\x0c\x0c\x0c.".replace(b".", b"\xe2\x80\xa8"), "holds no text"),
        ("invisible.txt", "\u200b\u2060\n\u200e\u00ad".encode(), "holds no text"),
        ("controls.txt", b"\x01\x02\x03\x7f", "holds no text"),
        ("notes.txt", b"PK\x03\x04\x14\x00", "ZIP"),
        ("paper.txt", b"%PDF-1.7\n", "PDF"),
        ("photo.txt", b"\xff\xd8\xff\xe0", "image"),
        ("data.txt", b"abc\x00def", "binary"),
        ("volume.pdf", b"anything", "PDF"),
        ("essay.docx", b"anything", "Word"),
        ("empty.md", b"<!-- nothing -->", "holds no text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(name, data, says):
    with pytest.raises(ImportRefused) as refusal:
        read(name, data)

    message = str(refusal.value)
    assert says in message
    assert f"“{name}”" in message
    assert "\n" not in message


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a"]))
def test_any_bytes_are_read_or_refused(data, name):
    try:
        assert read(name, data).pieces
    except BrieferError as error:
        assert str(error)


def test_the_source_is_known_by_its_bytes():
    found = read("gruss.txt", TEXT.encode())

    assert found.source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert found.pieces[0].essay.source_sha256 == found.source.sha256
    assert found.pieces[0].essay.source_name == "gruss.txt"


def test_inspect_shows_everything_an_import_found():
    text = "# The missing treaty\n\nBy Ana Ruiz\n\nNobody has seen it.[^1]\n\n[^1]: Ledger, p. 3.\n"

    document = inspect_json(read("treaty.md", text.encode()))

    assert document["briefer"] == "inspect/1"
    assert document["source"]["media_type"] == "text/markdown"
    (essay,) = document["essays"]
    assert essay["id"] == "ruiz-the-missing-treaty"
    assert (essay["title"], essay["authors"], essay["kind"]) == ("The missing treaty", ["Ana Ruiz"], "essay")
    assert essay["text"] == "Nobody has seen it."
    assert essay["paragraphs"] == [{"start": 0, "end": 19, "page": ""}]
    assert essay["footnotes"] == [{"label": "1", "mark_at": 19, "text": "Ledger, p. 3.", "status": "linked"}]
    assert essay["suggestions"] == []


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 100_000 + "b",
        "x. " + " " * 100_000 + "y",
        "1" * 50_000,
        "-a" * 50_000,
        "a-\n" * 20_000,
        "7\n" * 20_000,
        "[" * 50_000,
        "\f" * 20_000 + "x",
        "Foreword\n\n" * 5_000,
        "\n\n".join(str(number) for number in range(20_000)),
    ],
    ids=["blanks", "stop", "digits", "hyphens", "broken", "lone", "brackets", "feeds", "forewords", "numbers"],
)
@pytest.mark.parametrize("name", ["long.txt", "long.md"])
def test_degenerate_texts_are_read_in_seconds(name, text):
    started = time.process_time()

    assert read(name, text.encode()).pieces

    assert time.process_time() - started < 8
