"""Headings of a document whose author made them by hand, and titles that a style marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefer.structure.document import DocBlock, plain_text
from briefer.structure.names import is_affiliation, people
from briefer.structure.openings import front_kind

_LONGEST = 25
_LARGER = 1.08


def with_headings(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Return `blocks` with headings where the file has none but shows some, and with one rank for the titles of pieces."""
    joined = _joined_titles(blocks)
    headed = joined if any(block.kind == "heading" for block in joined) else _promoted(joined)
    titles = [plain_text(block).casefold() for block in headed if block.role == "title"]
    if len(titles) < 2:
        return headed
    if len(set(titles)) == 1:
        return _once(headed)
    return [
        replace(block, kind="heading", level=1, role="")
        if block.role == "title"
        else replace(block, level=block.level + 1)
        if block.kind == "heading"
        else block
        for block in headed
    ]


def _once(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Keep the last of one title printed several times, on a cover and above the text, as the title."""
    last = max(at for at, block in enumerate(blocks) if block.role == "title")
    return [
        replace(block, role="") if block.role == "title" and at != last else block for at, block in enumerate(blocks)
    ]


def _joined_titles(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Join a title set in several paragraphs."""
    out: list[DocBlock] = []
    for block in blocks:
        if block.role == "title" and out and out[-1].role == "title":
            out[-1] = replace(out[-1], text=f"{out[-1].text} {block.text}")
        else:
            out.append(block)
    return out


def _promoted(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Take short paragraphs in bold or larger type, followed by text, for headings; the largest are the highest."""
    body = body_size(blocks)
    ranks = [_rank(block, body) for block in blocks]
    for at, block in enumerate(blocks):
        named = at > 0 and ranks[at - 1] and people(plain_text(block))
        if named or not _leads(blocks, at):
            ranks[at] = 0.0
    levels = {rank: level for level, rank in enumerate(sorted({r for r in ranks if r}, reverse=True), start=1)}
    if sum(bool(rank) for rank in ranks) * 2 > len([b for b in blocks if b.kind == "paragraph"]):
        return list(blocks)
    return [
        replace(block, kind="heading", level=min(levels[rank], 6), strong=False) if rank else block
        for block, rank in zip(blocks, ranks, strict=True)
    ]


def _rank(block: DocBlock, body: float) -> float:
    """Return how high a heading looks, 0 for none."""
    text = plain_text(block)
    if block.kind != "paragraph" or block.item or block.role or not text or len(text.split()) > _LONGEST:
        return 0.0
    larger = bool(body) and block.size > body * _LARGER
    if not (larger or block.strong) or text.endswith((".", ",", ";")) or not any(c.isalpha() for c in text):
        return 0.0
    if is_affiliation(text) and people(text) and not front_kind(text):
        return 0.0
    return (block.size or body or 1.0) + (0.5 if block.strong else 0.0)


def _leads(blocks: Sequence[DocBlock], at: int) -> bool:
    """Tell whether running text follows before long."""
    after = (block for block in blocks[at + 1 : at + 6] if block.kind == "paragraph")
    return any(len(plain_text(block).split()) > _LONGEST for block in after)


def body_size(blocks: Sequence[DocBlock]) -> float:
    """Return the size most of the words are set in, 0 when the file does not say."""
    words: Counter[float] = Counter()
    for block in blocks:
        if block.kind == "paragraph" and block.size:
            words[block.size] += len(block.text)
    return words.most_common(1)[0][0] if words else 0.0
