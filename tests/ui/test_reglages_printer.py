"""The label printer: found by a worker, shown as a picture, tried before it is kept."""

import operator
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from desk_app.devices import printers
from desk_app.devices.label import SMALL, draw
from desk_app.devices.languages import Language, encode, paper
from desk_app.devices.proof import Proof
from desk_app.settings import Settings
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_fields import ListField
from desk_app.ui.pages.reglages_paper import DIRECT
from desk_app.ui.pages.reglages_printer import PrinterSection
from desk_app.ui.widgets.scrolling import ScrollArea
from desk_app.ui.window import Window
from tests.databases import free_port
from tests.devices.printer import RawPrinter
from tests.ui.conftest import Keys
from tests.ui.test_layout import clipped, looks

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


@pytest.fixture
def printer() -> Iterator[RawPrinter]:
    """A raw printer on the network, switched on."""
    made = RawPrinter()
    made.switch_on()
    yield made
    made.switch_off()


def pick(field: ListField, value: str) -> None:
    """Choose from a list, as the clerk does."""
    field.combo.setCurrentIndex(field.combo.findData(value))


def speak_to(section: PrinterSection, address: str, language: str) -> None:
    """Choose a printer by its address."""
    pick(section.printer, DIRECT)
    section.wire.set_text(address)
    pick(section.language, language)


def shown(section: PrinterSection) -> list[str]:
    """The fields that can be seen."""
    return [name for name, field in section.form.fields.items() if field.isVisible()]


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


def test_without_a_printer_the_test_is_a_file(
    section: PrinterSection, window: Window, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: "labels/test-label.pdf" in window.page.band.sentence, timeout=15_000)
    assert (settings.profile / "labels" / "test-label.pdf").read_bytes().startswith(b"%PDF")


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


# a printer that is spoken to directly


def test_only_a_direct_printer_has_an_address_and_a_language(section: PrinterSection) -> None:
    common = ["label_size", "label_dpi", "label_print_on_receive"]
    assert shown(section) == ["label_printer", *common]
    pick(section.printer, DIRECT)
    assert shown(section) == ["label_printer", "label_wire", "label_language", *common]
    pick(section.printer, "")
    assert shown(section) == ["label_printer", *common]


def test_an_address_and_a_language_are_kept(
    section: PrinterSection, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    speak_to(section, "192.168.1.50:9100", "tspl")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: settings.get("label.language") == "tspl" and not section.is_edited)
    assert (settings.get("label.wire"), settings.get("label.printer")) == ("192.168.1.50:9100", "")
    section.discard()
    assert section.is_direct
    assert section.wire.text() == "192.168.1.50:9100"


def test_another_printer_puts_the_address_away(
    section: PrinterSection, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    settings.set("label.wire", "192.168.1.50:9100")
    settings.set("label.language", "zpl")
    section.discard()
    pick(section.printer, "")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: settings.get("label.wire") == "")


@pytest.mark.parametrize("address", ["", "192.168.1.50", "http://192.168.1.50", "socket://etiquettes:0", "queue:"])
def test_an_address_that_is_none_is_refused_beside_it(
    section: PrinterSection, settings: Settings, keys: Keys, address: str
) -> None:
    speak_to(section, address, "zpl")
    for key in (Key.Key_Return, Key.Key_F9):
        keys.press(key)
        assert "192.168.1.50:9100" in section.wire.wrong
        assert "queue:NOM" in section.wire.wrong
    assert not section.is_saving
    assert not section.is_printing
    assert settings.get("label.wire") == ""


def test_the_language_has_to_be_chosen(section: PrinterSection, keys: Keys) -> None:
    speak_to(section, "queue:Zebra", "")
    keys.press(Key.Key_Return)
    assert "notice" in section.language.wrong
    assert section.is_edited


def test_a_brother_is_not_asked_for_its_resolution(
    section: PrinterSection, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    speak_to(section, "device:///dev/usb/lp0", "ql")
    assert "label_dpi" not in shown(section)
    assert "300" in section.language._below.text()
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: settings.get("label.dpi") == 300)


@pytest.mark.parametrize("language", list(Language))
def test_the_test_label_reaches_the_printer_and_the_band_says_what_to_measure(
    section: PrinterSection, window: Window, printer: RawPrinter, keys: Keys, qtbot: QtBot, language: Language
) -> None:
    speak_to(section, printer.address, language)
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: window.page.band.isVisible() and window.page.band.title == "Essai imprimé", timeout=15_000)
    assert "le 50 de la règle est à 50 mm" in window.page.band.sentence
    sheet = paper(language, 203)
    proof = draw(Proof.of(SMALL, sheet.dpi, window.words.texts), SMALL, sheet.dpi, sheet.margins)
    (job,) = printer.jobs
    assert is_alike(job, encode(proof, language))


def is_alike(job: bytes, other: bytes) -> bool:
    """Whether both print the same: a letter drawn on another thread may have a dot more or less at its edge."""
    return len(job) == len(other) and sum(map(operator.ne, job, other)) <= 8


def test_a_printer_that_is_off_is_said_beside_its_address(section: PrinterSection, keys: Keys, qtbot: QtBot) -> None:
    speak_to(section, f"127.0.0.1:{free_port()}", "zpl")
    keys.press(Key.Key_F9)
    assert section.is_printing
    qtbot.waitUntil(lambda: "refuse la connexion" in section.wire.wrong, timeout=15_000)
    assert not section.is_printing


def test_a_size_the_printer_does_not_have_is_said_beside_it(
    section: PrinterSection, printer: RawPrinter, keys: Keys, qtbot: QtBot
) -> None:
    speak_to(section, printer.address, "ql")
    section.label_size.combo.setCurrentText("100 × 50")
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: "rouleaux de 62 mm" in section.label_size.wrong, timeout=15_000)
    assert printer.jobs == []


# how it looks


def test_a_direct_printer_fits(section: PrinterSection, window: Window, keys: Keys, qtbot: QtBot) -> None:
    for _look in looks(window, qtbot):
        section.discard()
        speak_to(section, "socket://etiquettes-de-la-fromagerie.maison-du-commerce.example:9100", "escpos")
        qtbot.waitUntil(lambda: clipped(window) == [])
        section.wire.set_text("192.168.1")
        pick(section.language, "")
        keys.press(Key.Key_Return)
        assert section.wire.wrong
        qtbot.waitUntil(lambda: clipped(window) == [])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_of_it_is_seen_at_once_with_the_answer_too(
    section: PrinterSection, window: Window, printer: RawPrinter, keys: Keys, qtbot: QtBot, language: str
) -> None:
    window.words.switch(language)
    window.resize(1366, 768)
    speak_to(section, printer.address, "zpl")
    keys.press(Key.Key_F9)
    qtbot.waitUntil(window.page.band.isVisible, timeout=15_000)
    area = window.page.findChild(ScrollArea)
    assert area is not None
    qtbot.waitUntil(lambda: window.width() == 1366 and area.verticalScrollBar().maximum() == 0)


def test_a_long_name_keeps_both_its_ends(section: PrinterSection, settings: Settings, qtbot: QtBot) -> None:
    name = "Imprimante d’étiquettes de la fromagerie, à côté de la caisse"
    settings.set("label.printer", name)
    section.discard()
    combo = section.printer.combo
    qtbot.waitUntil(lambda: combo.toolTip() == f"{name} (introuvable)", timeout=15_000)
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    shortened = combo._shortened(option)
    assert shortened.startswith("Imprimante")
    assert shortened.endswith("(introuvable)")


# what a printer of the system tells


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[tuple[str, ...], tuple[int, ...]]]:
    """A print system with two printers, and what each tells of its sizes and resolutions."""
    tells = {"Zebra": (("100x50", "20x10", "70x40"), (300,)), "Muette": ((), ())}
    monkeypatch.setattr(printers, "available", lambda: [printers.Printer(name, "", False) for name in tells])
    monkeypatch.setattr(printers, "offered", tells.__getitem__)
    return tells


@pytest.mark.usefixtures("told")
def test_what_a_printer_tells_is_filled_in(
    section: PrinterSection, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    pick(section.printer, "Zebra")
    qtbot.waitUntil(lambda: section.dpi.text() == "300")
    assert section.dpi._below.text() == "300 points par pouce, dit l’imprimante."
    assert [section.label_size.combo.itemText(n) for n in range(2)] == ["100 × 50", "70 × 40"]
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: (settings.get("label.size"), settings.get("label.dpi")) == ("100x50", 300))


@pytest.mark.usefixtures("told")
def test_a_printer_that_tells_nothing_is_asked_about(section: PrinterSection, qtbot: QtBot) -> None:
    pick(section.printer, "Muette")
    qtbot.waitUntil(lambda: "notice" in section.dpi._below.text())
    assert (section.label_size.text(), section.dpi.text()) == ("62x29", "203")
    pick(section.printer, "")
    assert section.dpi._below.text() == ""


@pytest.mark.usefixtures("told")
def test_looking_at_a_printer_changes_nothing(section: PrinterSection, settings: Settings, qtbot: QtBot) -> None:
    settings.set("label.printer", "Zebra")
    section.discard()
    qtbot.waitUntil(lambda: section.dpi.text() == "300")
    assert section.label_size.text() == "62x29"
    assert not section.is_edited
