"""Numbers in words, as English texts write them."""

from __future__ import annotations

ONES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
"""Each at its value."""
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WRITTEN = ("no", *ONES[1:], TENS[0])


def number_word(number: int) -> str:
    """Return "no", "one" … "twenty", then digits."""
    return _WRITTEN[number] if 0 <= number < len(_WRITTEN) else str(number)
