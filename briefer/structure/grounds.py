"""What speaks for a piece being what an import took it for, in phrases: the other side of its remarks."""

from __future__ import annotations

from briefer.model.essay import Essay


def grounds(essay: Essay) -> tuple[str, ...]:
    """Return what was found for `essay`: authors, printed pages, linked notes, headings; doubts are its remarks."""
    found = []
    if essay.reference.authors:
        named = ", ".join(name.full for name in essay.reference.authors)
        where = " with an affiliation" if essay.affiliations else ""
        found.append(f"author{'s' if len(essay.reference.authors) > 1 else ''} named{where}: {named}")
    if essay.pages:
        first, last = essay.pages[0].label, essay.pages[-1].label
        found.append(f"printed page {first}" if first == last else f"printed pages {first}–{last}")
    if essay.footnotes:
        linked = sum(note.status == "linked" for note in essay.footnotes)
        found.append(f"{linked} of {len(essay.footnotes)} notes stand at their marks")
    if essay.sections:
        found.append(f"{len(essay.sections)} heading{'s' if len(essay.sections) > 1 else ''}")
    if essay.origins:
        files = sorted({origin.name for origin in essay.origins if origin.name})
        found += [f"completed from {name}" for name in files]
    return tuple(found)
