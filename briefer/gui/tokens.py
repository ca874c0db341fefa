"""Colour tokens of the window, light and dark, and the arithmetic of contrast. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.model import colour as plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One palette. Names say what a colour is for; values are #RRGGBB."""

    window: str
    base: str
    alt: str
    desk: str
    line: str
    strong: str
    text: str
    text2: str
    text3: str
    accent: str
    onaccent: str
    sel: str
    hover: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    fail: str
    fail_bg: str
    assess: str
    assess_bg: str
    against: str
    mark: str


LIGHT = Tokens(
    window="#F3F3F1",
    base="#FFFFFF",
    alt="#F9F9F7",
    desk="#E3E2DE",
    line="#DDDCD7",
    strong="#8B8983",
    text="#1D1C1A",
    text2="#55534E",
    text3="#6E6C66",
    accent="#1B5FA6",
    onaccent="#FFFFFF",
    sel="#DCE8F5",
    hover="#ECEBE7",
    ok="#1B7340",
    ok_bg="#E4F2E8",
    warn="#8F5400",
    warn_bg="#FBF0DC",
    fail="#B3261E",
    fail_bg="#FBE7E4",
    assess="#67459E",
    assess_bg="#F1ECF8",
    against="#9C3F00",
    mark="#FFF1B8",
)

DARK = Tokens(
    window="#1C1D20",
    base="#242629",
    alt="#292B2F",
    desk="#17181A",
    line="#3A3D42",
    strong="#7F848C",
    text="#ECECE9",
    text2="#B9BBBE",
    text3="#979A9F",
    accent="#7EB4F2",
    onaccent="#10233A",
    sel="#2B415C",
    hover="#303338",
    ok="#6FC592",
    ok_bg="#1F3528",
    warn="#E2A84E",
    warn_bg="#3A2E19",
    fail="#F69A91",
    fail_bg="#40231F",
    assess="#BBA5EC",
    assess_bg="#322A44",
    against="#F0A070",
    mark="#54481C",
)

GROUNDS = ("window", "base", "alt")

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "text2", "accent", "fail", "warn") for ground in (*GROUNDS, "sel", "hover")),
    *(("text3", ground) for ground in GROUNDS),
    ("onaccent", "accent"),
    ("text", "desk"),
    ("text2", "desk"),
    ("text", "mark"),
    *((ink, f"{kind}_bg") for kind in ("ok", "warn", "fail", "assess") for ink in ("text", "text2", kind)),
)
"""Every (ink, ground) in which the window sets text."""

SIGN_PAIRS: tuple[tuple[str, str], ...] = tuple(
    (ink, ground)
    for ink in ("accent", "against", "ok", "warn", "fail", "assess", "text2", "strong")
    for ground in (*GROUNDS, *(() if ink == "strong" else ("sel",)))
)
"""Every (ink, ground) in which signs, field borders and hatching are drawn."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Inks of a printed page; the same in light and dark, because that is what will be printed."""

    ground: str = "#FFFFFF"
    ink: str = "#1A1D21"
    ink2: str = "#4B535D"
    accent: str = "#0B4F6C"
    rule: str = "#8A929B"
    hairline: str = "#BFC5CB"
    assess: str = "#67459E"
    warn: str = "#8F5400"
    here: str = "#1B5FA6"


PAPER = Paper()


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB (WCAG 2.2)."""
    return plain.luminance(colour[1:])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    return plain.contrast(one[1:], other[1:])
