import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import libraries

from briefer.app import library as use
from briefer.app.listing import list_json, search_json
from briefer.errors import LibraryError, SpecError
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Theme
from briefer.model.library import Drop, Library, Put
from briefer.model.text import digest
from briefer.store.folder import read_folder
from briefer.store.rules import flaws

SAMPLE = Path(__file__).parent.parent / "sample_briefs/library"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def opened(tmp_path):
    """Return the sample library, imported."""
    with use.open_library(tmp_path / "shelf", create=True, now=NOW) as empty:
        yield use.import_from(SAMPLE, empty)


def test_a_library_that_was_imported_and_exported_is_the_same(opened, tmp_path):
    sample = read_folder(SAMPLE)

    done = use.export_to(tmp_path / "out", opened)

    assert opened.library == sample.library
    assert read_folder(tmp_path / "out").library == sample.library
    assert (done.essays, done.passages) == (len(sample.library.all(Essay)), len(sample.library.all(Passage)))


def test_what_was_applied_is_there_after_opening_again(opened):
    changed = opened.apply([Put(Theme(id="mood", label="Mood"))])
    renamed = changed.describe("Renamed", {"a": "b"})
    renamed.close()

    with use.open_library(opened.path) as again:
        assert again.library == renamed.library
        assert (again.name, again.settings, again.kind) == ("Renamed", {"a": "b"}, "sqlite")


def test_a_folder_is_opened_to_read(tmp_path):
    with use.open_library(SAMPLE) as opened:
        assert (opened.kind, opened.read_only) == ("folder", True)
        assert set(opened.bodies) == {essay.body_sha256 for essay in opened.library.all(Essay)}
        with pytest.raises(LibraryError, match="is changed in its text files"):
            opened.apply([])
        with pytest.raises(LibraryError, match="is changed in its text files"):
            opened.back_up(NOW)
    with pytest.raises(LibraryError, match="is changed in its text files"):
        use.open_library(SAMPLE, must_write=True)


def test_originals_travel_with_a_library(opened, tmp_path):
    essay = opened.library.all(Essay)[0]
    data = b"%PDF-1.7 original"
    opened = opened.apply([Put(replace(essay, source_sha256=digest(data.decode())))], {}, [data])
    use.export_to(tmp_path / "out", opened)

    with use.open_library(tmp_path / "other.briefer", create=True) as other:
        other = use.import_from(tmp_path / "out", other)
        assert other.source(digest(data.decode())) == data
        assert use.check(other).sound
    with use.open_library(tmp_path / "out") as folder:
        assert folder.source(digest(data.decode())) == data


def test_an_export_names_the_originals_it_misses(opened, tmp_path):
    essay = opened.library.all(Essay)[0]
    opened = opened.apply([Put(replace(essay, source_sha256="0" * 64, source_name="lost.pdf"))])

    assert use.export_to(tmp_path / "out", opened).missing == (essay.id,)
    assert use.check(opened).damages == (f"The original of {essay.id} (“lost.pdf”) is missing from sources.",)


def test_an_import_replaces_nothing_unasked(opened):
    theme = opened.library.all(Theme)[0]
    mine = opened.apply([Put(replace(theme, label="Mine"))])

    with pytest.raises(LibraryError, match=rf"differ in 1 entry \(theme {theme.id}\)"):
        use.import_from(SAMPLE, mine)

    assert use.import_from(SAMPLE, mine, overwrite=True).library.get(Theme, theme.id) == theme


def test_importing_twice_changes_nothing(opened):
    assert use.import_from(SAMPLE, opened).library == opened.library


def test_opening_backs_up_twelve_hours_later(opened):
    opened.close()
    with use.open_library(opened.path, now=NOW + timedelta(hours=13)) as again:
        made = use.check(again).backups

    assert len(made) == 1  # the newest of the day
    assert made[0].name == "library-20261122-220000.briefer"


def test_a_missing_library_is_told_and_not_made(tmp_path):
    with pytest.raises(LibraryError, match="There is no library at"):
        use.open_library(tmp_path / "nowhere")

    assert list(tmp_path.iterdir()) == []


def test_creating_never_hides_a_library_of_which_only_backups_are_left(opened):
    opened.close()
    opened.path.unlink()

    with pytest.raises(LibraryError, match="is gone"):
        use.open_library(opened.path, create=True)

    assert not opened.path.exists()


def test_a_new_library_is_named_after_its_folder_or_file(tmp_path):
    with (
        use.open_library(tmp_path / "Pacific", create=True) as one,
        use.open_library(tmp_path / "Asia.briefer", True) as two,
    ):
        assert (one.name, one.path) == ("Pacific", tmp_path / "Pacific/library.briefer")
        assert (two.name, two.path) == ("Asia", tmp_path / "Asia.briefer")


@pytest.mark.parametrize(
    ("option", "brief", "environ", "found"),
    [
        ("cli", "lib", "env", "cli"),
        (None, "lib", "env", "briefs/lib"),
        (None, "", "env", "env"),
        (None, "", "", "user/library"),
    ],
)
def test_the_nearest_word_on_where_the_library_is_wins(option, brief, environ, found):
    path = use.find_library(
        Path(option) if option else None, brief, Path("briefs/b.yaml"), {"BRIEFER_LIBRARY": environ}, Path("user")
    )

    assert path == Path(found)


@pytest.mark.parametrize(
    "value", ["/etc", "../other", "a/../../b", "C:\\x", "C:x", "\\\\host\\share", "a\\..\\..\\b", "~/x", "~", "link"]
)
def test_a_brief_cannot_name_a_library_outside_its_folder(tmp_path, value):
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs/link").symlink_to(tmp_path)

    with pytest.raises(SpecError, match="leads out of the brief's folder"):
        use.find_library(None, value, tmp_path / "briefs/b.yaml", {}, tmp_path)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(libraries(), st.data())
def test_removing_anything_leaves_a_library_without_flaws(drawn, data):
    library, _ = drawn
    keys = (
        data.draw(st.lists(st.sampled_from(sorted(library.entities, key=str)), unique=True)) if library.entities else []
    )

    after = library.after(*use.removal(library, *keys))

    assert flaws(after) == []
    assert not set(keys) & after.entities.keys()


def test_the_store_refuses_a_removal_that_leaves_something_hanging_and_takes_a_whole_one(opened):
    key = (Theme, opened.library.all(Passage)[0].themes[0])

    with pytest.raises(LibraryError, match="change both together"):
        opened.apply([Drop(key)])
    after = opened.apply(use.removal(opened.library, key))

    assert after.library.get(*key) is None
    assert use.check(after).sound


@pytest.mark.parametrize("kind", ["essays", "themes", "passages", "propositions", "recommendations"])
def test_every_kind_is_listed_as_documented(opened, kind):
    documented = (Path(__file__).parent.parent / "docs/json.md").read_text("utf-8")

    found = list_json(opened, kind)

    assert json.loads(json.dumps(found)) == found
    assert list(found)[:3] == ["briefer", "kind", "library"]
    assert found["briefer"] == "list/1"
    assert found["items"]
    row = next(line for line in documented.splitlines() if line.startswith(f"| `{kind}` |"))
    for item in found["items"]:
        assert all(f"`{key}`" in row for key in item)


def test_counts_of_a_proposition_add_up(opened):
    for item in list_json(opened, "propositions")["items"]:
        assert sum(item["stands"].values()) + item["unconfirmed"] + item["not_read"] == item["of"]


def test_both_forms_of_a_library_find_the_same(opened):
    with use.open_library(SAMPLE) as folder:
        for query in ("maritime", "trade*", "nothing-at-all"):
            ours, theirs = search_json(opened, query), search_json(folder, query)
            assert json.loads(json.dumps(ours)) == ours
            assert {json.dumps(item) for item in ours["items"]} == {json.dumps(item) for item in theirs["items"]}
            assert bool(ours["items"]) != ours["remark"].startswith("Nothing")


def test_the_command_line_says_what_it_did(tmp_path):
    library = tmp_path / "shelf"

    assert "texts" in use.import_library(SAMPLE, library, now=NOW)
    assert "was written and checked" in use.backup_library(library, NOW + timedelta(hours=1))
    assert use.check_library(library).startswith(f"“{library}/library.briefer” is whole; 1 backup.")
    assert "were written to" in use.export_library(library, tmp_path / "out")
    assert use.check_library(tmp_path / "out").startswith(f"“{tmp_path}/out” is whole")


def test_a_check_of_a_damaged_library_is_refused_with_everything_found(opened, tmp_path):
    essay = opened.library.all(Essay)[0]
    opened.apply([Put(replace(essay, source_sha256="0" * 64))]).close()

    with pytest.raises(LibraryError, match="is missing from sources"):
        use.check_library(opened.path)


def test_unfinished_entries_are_flaws_but_no_damage(opened):
    proposition = opened.library.all(Proposition)[0]
    essay = opened.library.all(Essay)[0]
    key = Position.key(proposition.id, essay.id)
    unfinished = Position(id=key, proposition_id=proposition.id, essay_id=essay.id, stand="for-if")

    found = use.check(opened.apply([Put(unfinished)]))

    assert found.sound
    assert found.flaws == (f"position {key}: “for-if” needs a condition: what the support depends on",)


def test_a_library_without_anything_can_be_listed_and_searched(tmp_path):
    with use.open_library(tmp_path / "shelf", create=True) as opened:
        assert opened.library == Library(name="shelf")
        assert list_json(opened, "essays")["items"] == []
        assert search_json(opened, "x")["remark"].startswith("Nothing in 0 texts")
