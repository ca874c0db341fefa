"""What must hold when the machine, the disk or a second program interferes."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefer.errors import LibraryError
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Theme
from briefer.model.library import Put
from briefer.model.text import digest
from briefer.store import backups
from briefer.store.schema import MIGRATIONS, Migration
from briefer.store.sqlite import create_store, open_store

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
KILLS = 200 if os.environ.get("BRIEFER_FULL") == "1" else 10

WRITER = """
    import sys
    from pathlib import Path
    from briefer.model.essay import Essay
    from briefer.model.evidence import Passage
    from briefer.model.library import Put
    from briefer.model.reference import Reference
    from briefer.model.text import Anchor, digest
    from briefer.store.sqlite import open_store

    store = open_store(Path(sys.argv[1]), must_write=True)
    for number in range(int(sys.argv[2]), 10**9):
        body = f"Text {number}. " + "Trade is power. " * 200
        essay = Essay(id=f"lee-{number}", reference=Reference(title="T"), body_sha256=digest(body))
        passage = Passage(id=f"lee-{number}/00000001", essay_id=essay.id, anchor=Anchor.of(body, 0, 9))
        store.apply([Put(essay), Put(passage)], {essay.body_sha256: body}, [body.encode()])
        print(number, flush=True)
"""

posix = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")


def program(code, *arguments):
    """Start `code` in an interpreter of its own."""
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def make(path, *edits):
    create_store(path, "Small")
    with closing(open_store(path)) as store:
        store.apply(edits)
    return path


def content(path):
    with closing(open_store(path, read_only=True)) as store:
        return store.snapshot()


@posix
def test_what_was_acknowledged_survives_being_killed_in_the_middle_of_commits(tmp_path):
    path = make(tmp_path / "library.briefer")
    chance = random.Random(1)
    acknowledged = -1

    for _ in range(KILLS):
        writer = program(WRITER, path, acknowledged + 2)
        for _ in range(chance.randrange(1, 12)):
            acknowledged = int(writer.stdout.readline())
        writer.kill()
        left = writer.communicate()[0].split()
        acknowledged = int(left[-1]) if left else acknowledged
        with closing(open_store(path, must_write=True)) as store:
            library = store.snapshot()
            damages = store.problems()
            essay = library.get(Essay, f"lee-{acknowledged}")
            assert store.source(essay.body_sha256) is not None
        assert damages == []
        assert len(library.all(Essay)) == len(library.all(Passage))


@posix
def test_a_migration_killed_half_way_never_was(tmp_path):
    path = make(tmp_path / "library.briefer", Put(Theme(id="trade", label="Trade")))
    code = """
        import os, signal, sys
        from pathlib import Path
        from briefer.store.schema import MIGRATIONS, Migration
        from briefer.store.sqlite import open_store

        def die(connection):
            connection.execute("PRAGMA cache_size = 1")  # so that half of it is in the file already
            connection.execute("UPDATE themes SET payload = 'half'")
            connection.execute("CREATE TABLE moods AS SELECT randomblob(9999) FROM pragma_function_list LIMIT 99")
            os.kill(os.getpid(), signal.SIGKILL)

        open_store(Path(sys.argv[1]), migrations=(*MIGRATIONS, Migration(MIGRATIONS[-1].number + 1, (), die)))
    """
    killed = program(code, path)
    killed.communicate()

    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "library.briefer-journal").stat().st_size > 0
    assert content(path).get(Theme, "trade") == Theme(id="trade", label="Trade")
    with closing(open_store(path)) as store:
        assert store.problems() == []


NEWEST = MIGRATIONS[-1].number


def second(step=None, statements=("ALTER TABLE themes ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",)):
    return (*MIGRATIONS, Migration(NEWEST + 1, statements, step))


def test_an_older_library_is_backed_up_and_upgraded(tmp_path):
    path = make(tmp_path / "library.briefer", Put(Theme(id="trade", label="Trade")))
    before = content(path)

    with closing(open_store(path, migrations=second())) as store:
        assert store.snapshot() == before

    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (NEWEST + 1,)
        assert file.execute("SELECT mood FROM themes").fetchone() == ("calm",)
    assert content(tmp_path / f"backups/library-before-schema-{NEWEST + 1}.briefer") == before


def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path):
    path = make(tmp_path / "library.briefer", Put(Theme(id="trade", label="Trade")))
    before = content(path)

    def fail(connection):
        connection.execute("DELETE FROM themes")
        raise LibraryError("no")

    with pytest.raises(LibraryError):
        open_store(path, migrations=second(fail))

    assert content(path) == before


def test_a_migration_may_not_lose_what_others_refer_to(tmp_path):
    path = make(tmp_path / "library.briefer")

    with pytest.raises(LibraryError, match="would lose a reference in “passages”"):
        open_store(path, migrations=second(None, ("INSERT INTO passages VALUES ('p', 'nobody', '{}')",)))


def test_a_library_that_must_be_upgraded_cannot_be_only_read(tmp_path):
    path = make(tmp_path / "library.briefer")

    with pytest.raises(LibraryError, match="must be upgraded first"):
        open_store(path, read_only=True, migrations=second())


def test_a_library_of_a_newer_program_is_refused_with_a_sentence(tmp_path):
    path = make(tmp_path / "library.briefer")
    open_store(path, migrations=second()).close()
    data = path.read_bytes()

    with pytest.raises(
        LibraryError, match=rf"newer Briefer \(schema {NEWEST + 1}; this one reads up to {NEWEST}\). Update"
    ):
        open_store(path)

    assert path.read_bytes() == data


def test_the_library_of_the_first_release_opens_unchanged(tmp_path):
    path = tmp_path / "library.briefer"
    with closing(sqlite3.connect(path)) as file:
        file.executescript((ROOT / "tests/data/schema1.sql").read_text("utf-8"))

    with closing(open_store(path)) as store:
        library, damages = store.snapshot(), store.problems()
        bodies = dict(store.bodies)

    assert damages == []
    kinds = {}
    for kind, _ in library.entities:
        kinds[kind.__name__] = kinds.get(kind.__name__, 0) + 1
    assert kinds == {"Theme": 2, "Essay": 2, "Passage": 3, "Proposition": 1, "Position": 2, "Recommendation": 1}
    assert library.get(Essay, "lee-2020-friends").reference.extra == (("translator", '[{"family": "Roe"}]'),)
    assert library.get(Passage, "lee-2020-friends/0000000a").anchor.quote == "Trade is power."
    assert all(digest(text) == sha256 for sha256, text in bodies.items())


def test_what_the_first_release_kept_is_found_with_its_footnotes(tmp_path):
    path = tmp_path / "library.briefer"
    with closing(sqlite3.connect(path)) as file:
        file.executescript((ROOT / "tests/data/schema1.sql").read_text("utf-8"))

    with closing(open_store(path)) as store:
        library = store.snapshot()
        found = {
            query: {hit.kind for hit in store.search(library, query).hits} for query in ("bagbaslioglu", "roe", "pow*")
        }

    assert found == {"bagbaslioglu": {"body"}, "roe": {"note"}, "pow*": {"body", "passage"}}


def test_a_second_writer_reads_or_is_refused(tmp_path):
    path = make(tmp_path / "library.briefer")

    with closing(open_store(path)) as first:
        with closing(open_store(path)) as reader:
            first.apply([Put(Theme(id="trade", label="Trade"))])
            assert reader.read_only
            assert "open in another Briefer" in reader.reason
            assert reader.snapshot().get(Theme, "trade")
            with pytest.raises(LibraryError, match="open in another Briefer"):
                reader.apply([])
        with pytest.raises(LibraryError, match="open in another Briefer"):
            open_store(path, must_write=True)

    with closing(open_store(path, must_write=True)) as after:
        assert not after.read_only


def test_a_second_process_reads_only_until_the_first_is_gone(tmp_path):
    path = make(tmp_path / "library.briefer")
    writer = program(WRITER, path, 0)
    writer.stdout.readline()

    with closing(open_store(path)) as reader:
        locked = reader.read_only
    writer.kill()
    writer.communicate()

    assert locked
    with closing(open_store(path)) as after:
        assert not after.read_only


def test_a_folder_that_cannot_be_written_is_read(tmp_path):
    path = make(tmp_path / "library.briefer", Put(Theme(id="trade", label="Trade")))
    lock = tmp_path / "library.briefer.lock"
    lock.unlink()
    lock.mkdir()  # no lock file can be made: what a read-only folder amounts to, also for root

    with closing(open_store(path, now=NOW)) as store:
        assert "cannot be written" in store.reason
        assert store.snapshot().get(Theme, "trade")
        with pytest.raises(LibraryError, match="cannot be written"):
            store.apply([])
    with pytest.raises(LibraryError, match="cannot be written"):
        open_store(path, must_write=True)
    assert not (tmp_path / "backups").exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a zip file" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_library_is_refused_and_left_alone(tmp_path, data):
    path = tmp_path / "library.briefer"
    path.write_bytes(data)

    with pytest.raises(LibraryError, match=r"is not a Briefer library|is damaged"):
        open_store(path)

    assert path.read_bytes() == data


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "library.briefer"
    with closing(sqlite3.connect(path)) as file:
        file.executescript("CREATE TABLE t (x); PRAGMA user_version = 9")
    data = path.read_bytes()

    with pytest.raises(LibraryError, match="is not a Briefer library"):
        open_store(path)

    assert path.read_bytes() == data


def test_a_damaged_library_is_left_alone_and_the_newest_sound_backup_is_named(tmp_path):
    path = make(tmp_path / "library.briefer", Put(Theme(id="trade", label="Trade")))
    for hours in (0, 24, 48):
        open_store(path, now=NOW + timedelta(hours=hours)).close()
    newest, good, _ = backups.backups(path)
    newest.path.write_bytes(newest.path.read_bytes()[:5000])
    harmed = path.read_bytes()[:4096] + random.Random(1).randbytes(3 * 4096) + path.read_bytes()[4 * 4096 :]
    path.write_bytes(harmed)

    with pytest.raises(LibraryError, match=f"is damaged.*{good.path.name}.*of 2026-11-23 09:00 UTC"):
        open_store(path, now=NOW + timedelta(days=9))

    assert path.read_bytes() == harmed
    assert len(backups.backups(path)) == 3


def test_when_the_library_is_gone_the_newest_sound_backup_is_named_and_opens(tmp_path):
    path = make(tmp_path / "library.briefer", Put(Theme(id="trade", label="Trade")))
    open_store(path, now=NOW).close()
    before = content(path)
    path.unlink()

    with pytest.raises(LibraryError, match=r"is gone.*library-20261122-090000\.briefer"):
        open_store(path)

    backups.backups(path)[0].path.rename(path)
    assert content(path) == before


@pytest.mark.parametrize(
    ("hours", "made"), [(1, False), (11.9, False), (12.1, True), (24, True), (-1, True), (-24 * 365, True)]
)
def test_a_backup_is_made_when_the_last_is_over_twelve_hours_old_or_the_clock_went_back(tmp_path, hours, made):
    path = make(tmp_path / "library.briefer")
    open_store(path, now=NOW).close()

    open_store(path, now=NOW + timedelta(hours=hours)).close()

    found = [backup.made for backup in backups.backups(path)]
    assert (NOW + timedelta(hours=hours) in found) is made


def test_a_library_opens_also_when_no_backup_can_be_made_and_says_so(tmp_path):
    path = make(tmp_path / "library.briefer")
    (tmp_path / "backups").write_text("in the way", encoding="utf-8")

    with closing(open_store(path, now=NOW)) as store:
        assert not store.read_only
        assert store.remark.startswith("No backup could be made. ")
        with pytest.raises(LibraryError, match="cannot be read or written"):
            store.back_up(NOW)


def test_ten_days_and_eight_weeks_of_backups_are_kept(tmp_path):
    found = [backups.Backup(NOW - timedelta(hours=7 * step), tmp_path / str(step)) for step in range(1000)]
    dropped = backups.superfluous(found)

    kept = [backup for backup in found if backup not in dropped]

    assert len(kept) == 18
    assert kept[0] == found[0]
    assert len({backup.made.date() for backup in kept[:10]}) == 10
    assert len({backup.made.strftime("%G-%V") for backup in kept[10:]}) == 8
    assert kept[-1].made > NOW - timedelta(weeks=11)
    assert backups.superfluous(kept) == []


def test_backups_of_two_libraries_in_one_folder_do_not_mix(tmp_path):
    one, other = make(tmp_path / "one.briefer"), make(tmp_path / "one-more.briefer")
    for path in (one, other):
        open_store(path, now=NOW).close()

    assert [backup.path.name for backup in backups.backups(one)] == ["one-20261122-090000.briefer"]
    assert [backup.path.name for backup in backups.backups(other)] == ["one-more-20261122-090000.briefer"]


def test_an_original_that_cannot_be_kept_changes_nothing(tmp_path):
    path = make(tmp_path / "library.briefer")
    (tmp_path / "sources").write_text("in the way", encoding="utf-8")

    with closing(open_store(path)) as store:
        with pytest.raises(LibraryError, match="cannot be read or written"):
            store.apply([Put(Theme(id="trade", label="Trade"))], sources=[b"data"])
        assert store.snapshot().entities == {}


def test_a_full_disk_is_told_and_nothing_is_half_saved(tmp_path):
    path = make(tmp_path / "library.briefer", Put(Theme(id="trade", label="Trade")))

    with closing(open_store(path)) as store:
        store._connection.execute("PRAGMA max_page_count = 1")
        before = store.snapshot()
        many = [Put(Theme(id=f"t{number}", label="x" * 2000)) for number in range(200)]
        with pytest.raises(LibraryError, match="The disk is full; this change was not saved"):
            store.apply(many)
        assert store.snapshot() == before
        assert store.problems() == []
