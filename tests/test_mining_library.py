"""A shelf mined as a whole: shared sources and contradicting figures are flagged; the outcome is the same anywhere."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from test_sentences import essay_of

from briefer.app.mining import fact_conflicts, mine_library
from briefer.model.evidence import Theme
from briefer.model.library import Library
from briefer.model.reference import Name, Reference
from briefer.model.text import digest

ROOT = Path(__file__).parents[1]


def shelf(**texts):
    entities, bodies = [Theme(id="ferries", label="Ferries", seeds=("ferr*", "harbour*"))], {}
    for order, (family, text) in enumerate(texts.items()):
        essay, body = essay_of(text)
        reference = Reference(title=f"Text of {family}", authors=(Name(family=family),), issued="2024")
        entities.append(
            replace(essay, id=f"{family.lower()}-2024", reference=reference, body_sha256=digest(body), order=order)
        )
        bodies[digest(body)] = body
    return Library.of(entities), bodies


def test_two_figures_for_the_same_thing_are_shown_with_who_says_what():
    library, bodies = shelf(
        Lee="In 2019 the ferries of the delta carried 40 per cent of all passengers to the harbour towns.",
        Ray="In 2019 the ferries of the delta carried 55 per cent of all passengers to the harbour towns.",
    )
    (conflict,) = fact_conflicts(library, bodies)
    assert {conflict.a.essay_id, conflict.b.essay_id} == {"lee-2024", "ray-2024"}
    flags = {s.essay_id: s.flags for one in mine_library(library, bodies) for s in one.suggestions if s.kind == "fact"}
    assert any("Ray 2024" in flag for flag in flags["lee-2024"])
    assert any("Lee 2024" in flag for flag in flags["ray-2024"])


def test_words_that_two_texts_share_are_no_agreement():
    words = "“The delta will outlive every bridge that we build over its slow and patient water,” the old pilot said."
    library, bodies = shelf(
        Lee=f"Ferries are cheap. {words} The Council should buy two boats.",
        Ray=f"Bridges are dear. {words} Nobody asked him.",
    )
    shared = [s for one in mine_library(library, bodies) for s in one.suggestions if s.shared_with]
    assert all("shared source" in s.flags for s in shared)


_PROGRAM = """
import hashlib
from pathlib import Path
from briefer.app.mining import mine_library
from briefer.model.codec import encode
from briefer.store.folder import read_folder
found = read_folder(Path("sample_briefs/library"))
out = "".join(encode(s) for one in mine_library(found.library, found.bodies) for s in one.suggestions)
print(len(out), hashlib.sha256(out.encode()).hexdigest())
"""


def test_the_same_text_gives_the_same_suggestions_in_any_process():
    outcomes = set()
    for seed, zone, language in (("1", "UTC", "C"), ("77", "Asia/Tokyo", "C.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", _PROGRAM], env=env, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
        )
        outcomes.add(run.stdout)
    (only,) = outcomes
    assert int(only.split()[0]) > 1000
