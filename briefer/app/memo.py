"""One page is a contract: shortens a memo step by step until its Word file and its PDF both fit, or refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefer.compose.trim import longest_section, trim_steps, without_last_words, word_count
from briefer.errors import OutputError
from briefer.model.deck import Remark
from briefer.model.memo import Memo, Paper
from briefer.specs.brand import Brand
from briefer.typeset.memo import height_of


def fit_memo(memo: Memo, paper: Paper, brand: Brand) -> tuple[Memo, tuple[Remark, ...]]:
    """Return `memo` as it fits on one page in `brand`, and what was done to it.

    Raises OutputError when nothing more may go.
    """
    if _fits(memo, paper, brand):
        return memo, ()
    remarks: list[Remark] = []
    shortest = memo
    for shortest, remark in trim_steps(memo):
        remarks.append(remark)
        if _fits(shortest, paper, brand):
            return replace(shortest, remarks=(*memo.remarks, *remarks)), tuple(remarks)
    raise OutputError(_too_long(shortest, paper, brand))


def _fits(memo: Memo, paper: Paper, brand: Brand) -> bool:
    from briefer.writers.memo_pdf import page_count

    return height_of(memo, paper, brand).fits and page_count(memo, paper, brand) == 1


def _too_long(memo: Memo, paper: Paper, brand: Brand) -> str:
    """Return by how many words the longest section is too long for the page."""
    section = longest_section(memo)
    most = word_count(section)

    def fits(count: int) -> bool:
        return _fits(without_last_words(memo, section.id, count), paper, brand)

    if not fits(most):
        return (
            f"The memo is far too long for one page of {_NAMES[paper]}, with every permitted cut made. Take points out."
        )
    words = _least(fits, most)
    return (
        f"The memo is {words} {'word' if words == 1 else 'words'} too long in {section.label} for one page of "
        f"{_NAMES[paper]}, with every permitted cut made. Shorten that section."
    )


def _least(holds: Callable[[int], bool], most: int) -> int:
    """Return the least number up to `most` for which `holds`, which stays true once it is."""
    least = 0
    while least < most:
        middle = (least + most) // 2
        if holds(middle):
            most = middle
        else:
            least = middle + 1
    return most


_NAMES: dict[Paper, str] = {"a4": "A4", "letter": "Letter"}
