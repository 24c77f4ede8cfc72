"""The scanner's part of the settings: a trial by keys, what it tells, what it keeps; its codes on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.devices.label import LabelSize, draw
from desk_app.domain import keyboards
from desk_app.domain.commands import COMMAND_CODES
from desk_app.i18n import Texts
from desk_app.settings import Settings
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_scanner import ScannerSection, trial_label
from desk_app.ui.scanner_check import TEST_CODE
from desk_app.ui.window import Window
from tests.devices.samples import read, seen
from tests.test_tour import symbols
from tests.ui.conftest import Keys

Key = Qt.Key


@pytest.fixture
def page(window: Window, keys: Keys, settled: Callable[[], None]) -> Reglages:
    """The settings, at the scanner's part."""
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section("scanner")
    settled()
    return page


@pytest.fixture
def section(page: Reglages) -> ScannerSection:
    """The scanner's part."""
    assert isinstance(page.section, ScannerSection)
    return page.section


def told(section: ScannerSection, qtbot: QtBot, words: str) -> None:
    """Wait for that in the advice."""
    qtbot.waitUntil(lambda: words in section.trial.advice.text())


def test_a_scanner_that_is_set_well(section: ScannerSection, keys: Keys, qtbot: QtBot) -> None:
    keys.scan(TEST_CODE)
    told(section, qtbot, "Tout va bien")
    assert section.trial.strip.keys == [*TEST_CODE, "↵"]
    assert section.trial.values["around"].text() == "Entrée"
    assert section.trial.values["speed"].text() == "une touche toutes les 10 ms"


def test_what_was_found_holds_for_this_counter(
    section: ScannerSection, keys: Keys, qtbot: QtBot, settings: Settings, window: Window
) -> None:
    plain = keyboards.rows("fr")[0]
    keys.scan("".join(plain[keyboards.us_keys().index(letter)] for letter in f"/{TEST_CODE}"), Key.Key_Tab)
    told(section, qtbot, "clavier US")
    qtbot.waitUntil(lambda: settings.get("scanner.layout") == "fr")
    assert (settings.get("scanner.prefix"), settings.get("scanner.suffix")) == ("!", "tab")
    window.open_page("arrivages")
    keys.scan("!(&éè-CMD")
    assert "CMD" in window.scan_bar.text.upper()


def test_a_scanner_without_an_end(section: ScannerSection, keys: Keys, qtbot: QtBot, settings: Settings) -> None:
    keys.scan(TEST_CODE, None)
    told(section, qtbot, "n’envoie rien")
    qtbot.waitUntil(lambda: settings.get("scanner.suffix") == "none")


@pytest.mark.parametrize(("text", "words"), [("LVNLVHNCK", "pas le code d’essai"), ("3760123", "pas le code d’essai")])
def test_another_code_changes_nothing(
    section: ScannerSection, keys: Keys, qtbot: QtBot, settings: Settings, window: Window, text: str, words: str
) -> None:
    keys.scan(text)
    told(section, qtbot, words)
    assert settings.get("scanner.suffix") == "auto"
    assert window.page.NAME == "reglages"


def test_an_enter_of_the_clerk_still_saves(section: ScannerSection, page: Reglages, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.band.isVisibleTo(page) and page.band.title == "Enregistré")


def test_what_a_serial_scanner_reads_is_told(section: ScannerSection, window: Window, qtbot: QtBot) -> None:
    window.on_read(TEST_CODE)
    told(section, qtbot, "bien lu")
    window.on_read("LVNLVHNCK")
    told(section, qtbot, "pas le code d’essai")


def test_on_other_parts_a_scan_is_a_scan(page: Reglages, window: Window, keys: Keys, qtbot: QtBot) -> None:
    page.open_section("printer")
    page.setFocus()
    keys.scan("LVNLVHNCK")
    qtbot.waitUntil(lambda: window.page.NAME == "comptoir")


def test_the_test_code_is_read_from_the_screen_and_from_a_label(section: ScannerSection, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: section.trial.picture.picture is not None)
    for language in ("fr", "en"):
        picture = draw(trial_label(Texts(language)), LabelSize.parse("62x29"), 203)
        assert list(read(seen(picture)).values()) == [TEST_CODE, TEST_CODE]


def test_the_codes_are_printed(
    section: ScannerSection, page: Reglages, keys: Keys, qtbot: QtBot, settings: Settings
) -> None:
    keys.press(Key.Key_F9)
    file: Path = settings.profile / "labels" / "codes.pdf"
    qtbot.waitUntil(lambda: file.exists() and page.band.isVisibleTo(page), timeout=20_000)
    assert {text for page in symbols(file) for text in page} == {TEST_CODE, *COMMAND_CODES.values()}


def test_the_advice_is_in_sight_on_a_small_screen(
    section: ScannerSection, window: Window, keys: Keys, qtbot: QtBot
) -> None:
    window.resize(683, 384)
    keys.scan("3760123")
    told(section, qtbot, "pas le code d’essai")
    advice = section.trial.advice
    qtbot.waitUntil(lambda: advice.visibleRegion().boundingRect() == advice.rect())
