"""Colours keep their contrast, signs are drawn, and no text is wider than its box."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPalette

from briefer.gui import signs
from briefer.gui.palette import rules
from briefer.gui.tokens import DARK, LIGHT, PAPER, SIGN_PAIRS, TEXT_PAIRS, contrast

PALETTES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@PALETTES
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(tokens, ink, ground):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@PALETTES
@pytest.mark.parametrize(("ink", "ground"), SIGN_PAIRS)
def test_signs_and_borders_can_be_seen(tokens, ink, ground):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("ink", ["ink", "ink2", "accent", "assess", "warn", "here"])
def test_paper_can_be_read(ink):
    assert contrast(getattr(PAPER, ink), PAPER.ground) >= 4.5


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def drawn(kind, tokens, side):
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    signs.paint_sign(painter, QRectF(0, 0, side, side), kind, tokens)
    painter.end()
    return image


@PALETTES
@pytest.mark.parametrize("kind", signs.WORDS)
@pytest.mark.parametrize("side", [14, 22, 44])
def test_every_sign_is_drawn_inside_its_box(qapp, tokens, kind, side):
    image = drawn(kind, tokens, side)

    inked = sum(image.pixelColor(x, y).alpha() > 40 for x in range(side) for y in range(side))
    assert inked > side / 2


def test_signs_differ_by_shape_not_by_colour_alone(qapp):
    def shape(kind):
        image = drawn(kind, LIGHT, 32)
        return bytes(image.pixelColor(x, y).alpha() > 128 for x in range(32) for y in range(32))

    states = ("for", "for-if", "against", "relayed", "silent", "not-read", "unconfirmed", "doubtful", "warn", "fail")
    assert len({shape(kind) for kind in states}) == len(states)


@PALETTES
def test_the_rules_use_tokens_only(tokens):
    text = rules(tokens)

    assert "{" not in text.replace("{ ", "").replace("{\n", "") or "{{" not in text
    used = {word.rstrip(";,") for word in text.split() if word.startswith("#")}
    assert used <= {getattr(tokens, name) for name in tokens.__slots__}


def test_the_appearance_follows_the_choice_at_once(look, qapp):
    look.set_mode("dark")
    dark = qapp.palette().color(QPalette.ColorRole.Window).name().upper()
    look.set_mode("light")
    light = qapp.palette().color(QPalette.ColorRole.Window).name().upper()

    assert (dark, light) == (DARK.window, LIGHT.window)


@pytest.mark.parametrize(
    ("scale", "points"), [("1", "9"), ("1.5", "9"), ("2", "9"), ("1", "14.6")], ids=["100", "150", "200", "large text"]
)
def test_no_text_is_wider_than_its_box_on_any_screen(scale, points):
    tests = Path(__file__).parent
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
        "BRIEFER_TEST_POINTS": points,
        "PYTHONPATH": str(tests.parent),
    }

    run = subprocess.run(
        [sys.executable, str(tests / "gui_fakes.py")], env=env, capture_output=True, text=True, timeout=120, check=False
    )

    assert run.stdout == ""
    assert run.returncode == 0, run.stderr
