"""Boxes beside the text: what they repeat of it, and whether they hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefer.structure.document import DocBlock, plain_text

_SHORTEST = 4


def placed_boxes(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Return `blocks` with boxes that repeat the text as pull quotes.

    Where there is little text but that of boxes, it is the text.
    """
    if not any(block.aside == "box" for block in blocks):
        return list(blocks)
    boxed = sum(len(block.text) for block in blocks if block.aside == "box")
    running = [block for block in blocks if block.kind == "paragraph" and not block.role]
    if boxed > 2 * sum(len(block.text) for block in running):
        return [
            replace(block, kind="paragraph", aside="") if block.aside == "box" and block.kind == "aside" else block
            for block in blocks
        ]
    whole = "\n".join(_letters(block) for block in running)
    return [
        replace(block, aside="pull-quote")
        if block.aside == "box" and len(block.text.split()) >= _SHORTEST and _letters(block) in whole
        else block
        for block in blocks
    ]


def _letters(block: DocBlock) -> str:
    return re.sub(r"\W+", "", plain_text(block)).casefold()
