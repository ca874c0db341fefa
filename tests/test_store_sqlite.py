import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import libraries

from briefer.errors import LibraryError
from briefer.model.codec import decode_all, encode
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Theme
from briefer.model.library import KINDS, Drop, Library, Put
from briefer.model.reference import Reference
from briefer.model.text import Anchor, digest
from briefer.store.schema import MIGRATIONS
from briefer.store.sources import put_source, source
from briefer.store.sqlite import create_store, open_store

BODY = "Water is life. Trade is power."
ESSAY = Essay(id="lee-2020-friends", reference=Reference(title="Friends"), body_sha256=digest(BODY))
PASSAGE = Passage(id="lee-2020-friends/00000001", essay_id=ESSAY.id, anchor=Anchor.of(BODY, 15, 30), themes=("trade",))
THEME = Theme(id="trade", label="Trade")
EVERYTHING = [Put(PASSAGE), Put(ESSAY), Put(THEME)]
BODIES = {ESSAY.body_sha256: BODY}
slow = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "library.briefer"
    create_store(path, "Small")
    return path


@pytest.fixture
def store(file):
    with closing(open_store(file)) as opened:
        yield opened


def difference(old, new, shuffle):
    """Return the edits from one library to the other, in any order."""
    edits = [Put(entity) for key, entity in new.entities.items() if old.entities.get(key) != entity]
    edits += [Drop(key) for key in old.entities if key not in new.entities]
    shuffle.shuffle(edits)
    return tuple(edits)


@slow
@given(libraries(), libraries(), st.randoms(use_true_random=False))
def test_the_store_holds_what_the_snapshot_holds_after_edits_and_their_undoing(one, other, shuffle):
    (first, first_bodies), (second, second_bodies) = one, other
    edits = difference(first, second, shuffle)

    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "library.briefer"
        create_store(path, first.name)
        with closing(open_store(path)) as store:
            store.apply(difference(Library(), first, shuffle), first_bodies)
            store.apply(edits, second_bodies)
            there = store.snapshot()
            store.apply(first.inverse(*edits))
            back = store.snapshot()
        with closing(open_store(path)) as again:
            reopened, bodies, damages = again.snapshot(), dict(again.bodies), again.problems()

    assert there == first.after(*edits)
    assert back == reopened == first
    assert bodies == first_bodies | second_bodies
    assert damages == []


@given(libraries())
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_entities_survive_their_encoding(drawn):
    library, _ = drawn

    for kind in KINDS:
        entities = library.all(kind)
        assert decode_all(kind, [encode(entity) for entity in entities]) == entities


def test_all_edits_are_carried_out_or_none(store):
    store.apply(EVERYTHING, BODIES)
    before = store.snapshot()

    with pytest.raises(LibraryError, match="refers to “trade”, which is not among the library's themes"):
        store.apply([Put(Theme(id="sea", label="Sea")), Drop((Theme, "trade"))])

    assert store.snapshot() == before
    assert store.problems() == []


def test_an_essay_without_its_text_is_refused(store):
    with pytest.raises(LibraryError, match="not among the library's bodies"):
        store.apply([Put(ESSAY)])


def test_a_body_under_a_wrong_name_is_our_mistake(store):
    with pytest.raises(ValueError, match="is not the SHA-256"):
        store.apply([], {"0" * 64: BODY})


def test_bodies_are_read_from_any_thread_until_the_library_is_closed(file):
    store = open_store(file)
    store.apply(EVERYTHING, BODIES)
    found = []
    thread = threading.Thread(target=lambda: found.append(store.bodies[ESSAY.body_sha256]))
    thread.start()
    thread.join()
    store.close()

    assert found == [BODY]
    with pytest.raises(LibraryError, match="was closed"):
        store.bodies[ESSAY.body_sha256]


def test_a_body_that_changed_on_the_disk_is_never_handed_out(file, store):
    store.apply(EVERYTHING, BODIES)
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE bodies SET text = 'Water is power.'")

    with pytest.raises(LibraryError, match="is damaged"):
        store.bodies[ESSAY.body_sha256]
    assert any("has changed" in problem for problem in store.problems())


def test_the_file_says_what_it_is_and_keeps_a_rollback_journal(file, store):
    store.apply(EVERYTHING, BODIES)

    with closing(sqlite3.connect(file)) as other:
        assert other.execute("PRAGMA application_id").fetchone() == (0x42524652,)
        assert other.execute("PRAGMA user_version").fetchone() == (MIGRATIONS[-1].number,)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        tables = other.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
        assert all(strict for name, strict in tables if not name.startswith("sqlite_"))


def test_name_and_settings_are_kept(file):
    with closing(open_store(file)) as store:
        store.describe("Pacific", {"language": "en"})

    with closing(open_store(file)) as store:
        assert (store.snapshot().name, store.settings()) == ("Pacific", {"language": "en"})


def test_sources_are_kept_once_and_checked(tmp_path):
    sha256 = put_source(tmp_path, b"%PDF-1.7")
    again = put_source(tmp_path, b"%PDF-1.7")

    kept = tmp_path / sha256[:2] / sha256
    assert again == sha256
    assert source(tmp_path, sha256) == b"%PDF-1.7"
    assert source(tmp_path, "0" * 64) is None
    assert source(tmp_path, "../../etc/passwd") is None
    kept.write_bytes(b"%PDF-1.8")
    with pytest.raises(LibraryError, match="is damaged"):
        source(tmp_path, sha256)


def test_a_damaged_source_of_the_same_size_is_replaced_on_import(tmp_path):
    sha256 = put_source(tmp_path, b"%PDF-1.7")
    (tmp_path / sha256[:2] / sha256).write_bytes(b"%PDF-1.8")

    put_source(tmp_path, b"%PDF-1.7")

    assert source(tmp_path, sha256) == b"%PDF-1.7"


def test_a_second_library_of_the_same_name_is_refused(file):
    with pytest.raises(LibraryError, match="exists already"):
        create_store(file, "Other")


@pytest.mark.parametrize("name", ["Ünïcode – Bücher", "with space & ?#%20", "x" * 200, "日本"])
def test_unusual_paths_work(tmp_path, name):
    path = tmp_path / name / "library.briefer"
    create_store(path, name)

    with closing(open_store(path)) as store:
        store.apply(EVERYTHING, BODIES)
        assert store.snapshot().name == name
        assert store.bodies[ESSAY.body_sha256] == BODY


def test_another_thread_may_not_use_the_store(store):
    caught = []

    def use():
        try:
            store.snapshot()
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()

    assert len(caught) == 1


def test_randomly_damaged_files_are_refused_or_read_but_never_changed(file):
    with closing(open_store(file)) as store:
        store.apply(EVERYTHING, BODIES)
    data = file.read_bytes()
    chance = random.Random(7)
    refused = 0

    for _ in range(60):
        at, size = chance.choice(
            [(chance.randrange(len(data)), 64), (chance.randrange(len(data) // 4096) * 4096, 4096)]
        )
        harmed = data[:at] + chance.randbytes(size) + data[at + size :]
        file.write_bytes(harmed)
        try:
            with closing(open_store(file, read_only=True)) as store:
                store.snapshot()
                assert all(digest(text) == sha256 for sha256, text in dict(store.bodies).items())
        except LibraryError:
            refused += 1
        assert file.read_bytes() == harmed

    assert refused > 20
