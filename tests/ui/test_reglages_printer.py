"""The label printer: found by a worker, shown as a picture, tried before it is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.settings import Settings
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_printer import PrinterSection
from desk_app.ui.window import Window
from tests.ui.conftest import Keys

Key = Qt.Key
GONE = "Imprimante débranchée"


@pytest.fixture
def section(window: Window, qtbot: QtBot) -> PrinterSection:
    """The printer's part, in front, the system's printers known."""
    window.activateWindow()
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section("printer")
    section = page.section
    assert isinstance(section, PrinterSection)
    is_read(section, qtbot)
    return section


def is_read(section: PrinterSection, qtbot: QtBot) -> None:
    """Wait for printers and picture."""
    qtbot.waitUntil(lambda: section._printers is not None and section.picture.picture is not None, timeout=15_000)


def ratio(section: PrinterSection) -> float:
    """Width to height of the picture."""
    picture = section.picture.picture
    assert picture is not None
    return picture.width() / picture.height()


def test_without_a_printer_labels_go_to_files(section: PrinterSection) -> None:
    assert section.printer.text() == ""
    assert section.printer.combo.currentText() == "Aucune\u00a0: fichiers PDF"


def test_the_picture_follows_the_size(section: PrinterSection, qtbot: QtBot) -> None:
    assert ratio(section) == pytest.approx(62 / 29, abs=0.02)
    section.label_size.combo.setCurrentText("100 × 150")
    qtbot.waitUntil(lambda: section.picture.picture is not None and ratio(section) < 1)
    assert section.is_edited


def test_size_and_resolution_are_kept(section: PrinterSection, settings: Settings, keys: Keys, qtbot: QtBot) -> None:
    section.label_size.combo.setCurrentText("100x50")
    section.dpi.combo.setCurrentText("300")
    section.on_receive.choose("False")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: settings.get("label.dpi") == 300)
    qtbot.waitUntil(lambda: not section.is_edited)
    assert settings.get("label.size") == "100x50"
    assert settings.get("label.print_on_receive") is False


@pytest.mark.parametrize(
    ("size", "dpi", "wrong"),
    [("grand", "203", "label_size"), ("20x10", "203", "label_size"), ("62x29", "beaucoup", "label_dpi")],
)
def test_what_will_not_do_is_said_beside_its_field(
    section: PrinterSection, settings: Settings, keys: Keys, size: str, dpi: str, wrong: str
) -> None:
    section.label_size.combo.setCurrentText(size)
    section.dpi.combo.setCurrentText(dpi)
    keys.press(Key.Key_Return)
    fields = section.form.fields
    assert [name for name, field in fields.items() if field.wrong] == [wrong]
    assert settings.get("label.size") == "62x29"


def test_enter_in_a_list_that_can_be_typed_into_saves(
    section: PrinterSection, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    line = section.label_size.combo.lineEdit()
    assert line is not None
    line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() in (line, section.label_size.combo))
    line.selectAll()
    keys.type("70 × 40 mm")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: settings.get("label.size") == "70x40")


def test_a_test_needs_a_printer(section: PrinterSection, keys: Keys) -> None:
    keys.press(Key.Key_F9)
    assert "Choisissez d’abord" in section.printer.wrong


def test_a_printer_that_has_gone_stays_named_and_the_test_says_why(
    section: PrinterSection, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    settings.set("label.printer", GONE)
    section.discard()
    qtbot.waitUntil(lambda: section.printer.combo.currentText() == f"{GONE} (introuvable)", timeout=15_000)
    assert section.printer.text() == GONE
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: bool(section.printer.wrong), timeout=15_000)
    assert settings.get("label.printer") == GONE


def test_the_language_changes_at_once(section: PrinterSection, window: Window) -> None:
    window.words.switch("en")
    assert section.printer.combo.currentText() == "None: PDF files"
    assert section.dpi.title.text() == "Printer resolution (dots per inch)"
