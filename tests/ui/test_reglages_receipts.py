"""The printer of slips: a roll or sheets, tried on a real socket before it is kept."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.devices.formats import FORMATS, paper_width
from desk_app.devices.label import DPI
from desk_app.settings import Settings
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_fields import ListField
from desk_app.ui.pages.reglages_paper import DIRECT
from desk_app.ui.pages.reglages_receipts import ReceiptsSection
from desk_app.ui.window import Window
from tests.databases import free_port
from tests.devices.receipt_printer import ReceiptPrinter
from tests.ui.conftest import Keys
from tests.ui.test_layout import clipped, looks

Key = Qt.Key
MM_80, MM_58 = 576, 384  # dots across


@pytest.fixture
def section(window: Window, qtbot: QtBot) -> ReceiptsSection:
    """The part of the slips, in front, its picture drawn."""
    window.activateWindow()
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section("receipts")
    section = page.section
    assert isinstance(section, ReceiptsSection)
    qtbot.waitUntil(lambda: section._printers is not None and section.picture.picture is not None, timeout=15_000)
    return section


@pytest.fixture
def printer() -> Iterator[ReceiptPrinter]:
    """A receipt printer."""
    made = ReceiptPrinter()
    yield made
    made.close()


def pick(field: ListField, value: str) -> None:
    """Choose from a list, as the clerk does."""
    field.combo.setCurrentIndex(field.combo.findData(value))


def is_drawn(section: ReceiptsSection, paper: str) -> bool:
    """Whether the picture is of that paper."""
    picture = section.picture.picture
    return picture is not None and picture.width() == paper_width(FORMATS[paper], DPI)


def papers(section: ReceiptsSection) -> list[str]:
    """What can be chosen."""
    return [section.paper.combo.itemData(n) for n in range(section.paper.combo.count())]


def test_the_picture_follows_the_paper(section: ReceiptsSection, qtbot: QtBot) -> None:
    for paper in ("58", "A4", "80"):
        pick(section.paper, paper)
        qtbot.waitUntil(partial(is_drawn, section, paper))


def test_a_direct_printer_has_a_roll(section: ReceiptsSection, settings: Settings, keys: Keys, qtbot: QtBot) -> None:
    assert papers(section) == ["80", "58", "A4", "A5"]
    assert not section.wire.isVisible()
    pick(section.paper, "A5")
    pick(section.printer, DIRECT)
    assert papers(section) == ["80", "58"]
    assert section.wire.isVisible()
    section.wire.set_text("socket://192.168.1.40")
    pick(section.paper, "58")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: settings.get("receipt.width") == "58" and not section.is_edited)
    assert settings.get("receipt.wire") == "socket://192.168.1.40"


@pytest.mark.parametrize(("paper", "width"), [("80", MM_80), ("58", MM_58)])
def test_the_test_slip_reaches_the_printer(
    section: ReceiptsSection, window: Window, printer: ReceiptPrinter, keys: Keys, qtbot: QtBot, paper: str, width: int
) -> None:
    pick(section.printer, DIRECT)
    section.wire.set_text(printer.address)
    pick(section.paper, paper)
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: window.page.band.isVisible() and window.page.band.title == "Essai imprimé", timeout=15_000)
    assert "signature" in window.page.band.sentence
    (slip,) = printer.papers()
    assert slip.width == width


def test_without_a_printer_the_test_is_a_file(
    section: ReceiptsSection, window: Window, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: "labels/test-receipt.pdf" in window.page.band.sentence, timeout=15_000)
    assert (settings.profile / "labels" / "test-receipt.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_in_the_way_is_said_beside_the_address(section: ReceiptsSection, keys: Keys, qtbot: QtBot) -> None:
    pick(section.printer, DIRECT)
    section.wire.set_text("tickets")
    keys.press(Key.Key_Return)
    assert "192.168.1.50:9100" in section.wire.wrong
    section.wire.set_text(f"127.0.0.1:{free_port()}")
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: "refuse la connexion" in section.wire.wrong, timeout=15_000)


def test_it_fits(section: ReceiptsSection, window: Window, keys: Keys, qtbot: QtBot) -> None:
    for _look in looks(window, qtbot):
        section.discard()
        qtbot.waitUntil(lambda: clipped(window) == [])
        pick(section.printer, DIRECT)
        keys.press(Key.Key_Return)
        assert section.wire.wrong
        qtbot.waitUntil(lambda: clipped(window) == [])


def test_the_language_changes_at_once(section: ReceiptsSection, window: Window) -> None:
    window.words.switch("en")
    assert section.printer.title.text() == "Printer of slips"
    assert section.paper.combo.currentText() == "Roll of 80 mm"
