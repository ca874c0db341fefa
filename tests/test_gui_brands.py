"""A file of the user's own in the window: added, looked at, mapped otherwise."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel

from briefer.app import resources
from briefer.branding.proposing import proposed
from briefer.gui import arrivals
from briefer.gui.panels.inspector import SETUP
from briefer.gui.widgets.layout_picture import LayoutPicture
from briefer.readers.master import read_brand_file
from tests import masters


def compose(desk):
    desk.rail.choose("Compose")
    inspector = desk.compose.inspector
    inspector.show_page(SETUP)
    return inspector


def test_a_template_that_was_added_is_the_brand_of_the_brief_and_its_layouts_are_shown(desk, qtbot):
    inspector = compose(desk)

    desk.kit.brands.add(Path("harbour.pptx"))
    qtbot.waitUntil(lambda: bool(inspector.brand.combos))

    assert desk.session.brief.deck.brand == "harbour"
    assert inspector.brand.isVisible()
    assert set(inspector.brand.combos) >= {"title", "bluf", "register"}
    assert any("no title placeholder" in label.text() for label in inspector.brand.findChildren(QLabel))
    desk.commands["undo"].trigger()
    assert desk.session.brief.deck.brand != "harbour"


def test_another_layout_can_be_chosen(desk, qtbot, services):
    inspector = compose(desk)
    desk.kit.brands.look("harbour")
    qtbot.waitUntil(lambda: "quotation" in inspector.brand.combos)
    combo = inspector.brand.combos["quotation"]

    combo.setCurrentIndex(combo.findData("Title Only"))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: bool(services.remapped))

    assert services.remapped == [("harbour", "quotation", "Title Only")]
    qtbot.waitUntil(lambda: combo.toolTip() == "chosen by hand")
    assert combo.currentData() == "Title Only"


def test_a_file_with_macros_is_refused_in_one_sentence(desk, qtbot, services):
    compose(desk)
    before = desk.session.brief.deck.brand
    services.refused_brands.add("bad.pptx")

    desk.kit.brands.add(Path("bad.pptx"))
    qtbot.waitUntil(lambda: any("holds macros" in notice.advice for notice in desk.banners.notices))

    assert desk.session.brief.deck.brand == before


def test_a_pptx_dropped_on_the_set_up_becomes_a_brand(desk, qtbot):
    inspector = compose(desk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/somewhere/tide.pptx")])
    over = QDragEnterEvent(
        QPointF(5, 5).toPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    inspector.setup.dragEnterEvent(over)
    assert over.isAccepted()

    inspector.setup.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    qtbot.waitUntil(lambda: desk.session.brief.deck.brand == "tide")


def test_a_potx_dropped_anywhere_becomes_a_brand(desk, qtbot):
    arrivals.take(desk, [Path("/somewhere/quay.potx")])
    qtbot.waitUntil(lambda: desk.session.brief.deck.brand == "quay")


def test_only_brands_of_the_users_own_have_layouts_to_choose(desk, qtbot):
    inspector = compose(desk)
    assert not inspector.setup.show_template.isVisible()
    desk.kit.brands.add(Path("harbour.pptx"))
    qtbot.waitUntil(lambda: bool(inspector.brand.combos))
    inspector.close_export()
    assert inspector.setup.show_template.isVisible()


def test_a_layout_is_shown_with_what_its_file_draws(look, qtbot):
    found = read_brand_file(masters.title_band(), "band.pptx")
    brand = proposed(found, resources.brand("institute")[0], "band", "Band")
    shown = LayoutPicture(look)
    qtbot.addWidget(shown)
    shown.show_layout(brand, found.layouts[1], "bluf")

    image = shown.grab().toImage()
    beside_text = 2
    assert image.pixelColor(beside_text, 4).name() == "#203864"
    assert image.pixelColor(beside_text, image.height() - 4).name() == "#ffffff"
