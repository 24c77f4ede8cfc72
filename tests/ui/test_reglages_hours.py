"""Hours and periods: written as people write them, read back while one types, kept for all counters."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import setup
from desk_app.ui.forms import TextField
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_hours import PLACES, HoursSection
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key


@pytest.fixture
def section(window: Window, keys: Keys, qtbot: QtBot) -> HoursSection:
    """The hours, read and in front."""
    window.activateWindow()
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    keys.press(Key.Key_F3)
    section = page.section
    assert isinstance(section, HoursSection)
    qtbot.waitUntil(lambda: "Un colis" in section.kept.text(), timeout=20_000)
    return section


def write(section: HoursSection, key: str, text: str, keys: Keys, qtbot: QtBot) -> None:
    """Type into a field, in place of what it says."""
    found = section.field(key)
    assert isinstance(found, TextField)
    found.line.setFocus()
    qtbot.waitUntil(found.line.hasFocus)
    found.line.selectAll()
    keys.type(text)


def kept(section: HoursSection) -> str:
    """Until when a parcel of today would be kept."""
    return section.kept.text().replace("\u00a0", " ")


def read_back(section: HoursSection) -> list[str]:
    """What was understood."""
    return section.understood.text().replace("\u00a0", " ").splitlines()


def test_what_holds_is_read_back(section: HoursSection) -> None:
    assert section.typed("hub.hours") == "lun-sam 10:00-19:00"
    assert read_back(section) == [
        "lundi – samedi : 10 h – 19 h",
        "Prochains jours fermés : vendredi 25 décembre, vendredi 1er janvier 2027",
    ]
    assert kept(section) == "Un colis reçu aujourd’hui est gardé jusqu’au mardi 1er décembre à 19 h."


def test_what_is_typed_is_read_back_before_it_is_kept(
    hub: Hub, section: HoursSection, keys: Keys, qtbot: QtBot
) -> None:
    write(section, "hub.hours", "lun-ven 9h-12h 14h-18h30", keys, qtbot)
    qtbot.waitUntil(lambda: "lundi – vendredi : 9 h – 12 h, 14 h – 18 h 30" in read_back(section))
    section.closures.lines.setPlainText("24/11/2026\n26/11/2026..27/11/2026")
    qtbot.waitUntil(lambda: "Prochains jours fermés : mardi 24 novembre, jeudi 26 novembre" in read_back(section)[-1])
    assert kept(section).endswith("jusqu’au lundi 7 décembre à 18 h 30.")
    write(section, "hold.ambient_days", "1", keys, qtbot)
    qtbot.waitUntil(lambda: "mercredi 25 novembre" in kept(section))
    assert "hub.hours" not in setup.hub_settings(hub.desk)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: not section.is_edited)
    stored = setup.hub_settings(hub.desk)
    assert stored["hub.hours"] == "mon-fri 9:00-12:00 14:00-18:30"
    assert stored["hub.closures"] == "2026-11-24, 2026-11-26..2026-11-27"
    assert stored["hold.ambient_days"] == "1"
    qtbot.waitUntil(lambda: section.typed("hub.hours") == "lun-ven 9:00-12:00 14:00-18:30")
    assert section.closures.values() == ("24/11/2026", "26/11/2026..27/11/2026")


def test_what_is_not_finished_says_so_and_is_not_kept(
    hub: Hub, section: HoursSection, keys: Keys, qtbot: QtBot
) -> None:
    before = setup.hub_settings(hub.desk)
    write(section, "hub.hours", "lun-ven 9h-", keys, qtbot)
    qtbot.waitUntil(lambda: read_back(section) == ["Ces horaires, fermetures ou délais ne sont pas encore compris."])
    assert kept(section) == ""
    keys.press(Key.Key_Return)
    assert "lun-ven 10:00-13:00" in section.field("hub.hours").wrong
    assert section.is_edited
    assert setup.hub_settings(hub.desk) == before


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("hold.ambient_days", "0", "de 1 à 365"),
        ("hold.chilled_hours", "deux", "de 1 à 336"),
        ("hold.frozen_days", "", "de 1 à 365"),
        ("hold.hot_hours", "25", "de 1 à 24"),
    ],
)
def test_periods_that_will_not_do(
    hub: Hub, section: HoursSection, keys: Keys, qtbot: QtBot, key: str, typed: str, says: str
) -> None:
    before = setup.hub_settings(hub.desk)
    found = section.field(key)
    assert isinstance(found, TextField)
    found.set_text(typed)
    section.field("hub.hours").setFocus()
    keys.press(Key.Key_Return)
    assert says in found.wrong
    assert setup.hub_settings(hub.desk) == before


def test_a_hub_that_would_never_open_is_not_kept(
    hub: Hub, section: HoursSection, window: Window, keys: Keys, qtbot: QtBot
) -> None:
    section.closures.lines.setPlainText("\n".join(f"{year}-01-01..{year}-12-31" for year in range(2026, 2030)))
    qtbot.waitUntil(lambda: read_back(section)[0].startswith("Le lieu n’ouvre aucun jour"))
    section.field("hub.hours").setFocus()
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: "n’ouvre aucun jour" in window.banner.words.sentence)
    assert section.is_edited
    assert "hub.closures" not in setup.hub_settings(hub.desk)


def test_only_a_manager_changes_the_hours(hub: Hub, section: HoursSection, keys: Keys, qtbot: QtBot) -> None:
    asked: list[object] = []
    section.session.manager_wanted.disconnect()
    section.session.manager_wanted.connect(lambda then, *_given_up: asked.append(then))
    section.session.set_desk(replace(hub.desk, clerk_id="camille", is_manager=False))
    write(section, "hub.hours", "lun 9h-12h", keys, qtbot)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert section.is_edited
    assert "hub.hours" not in setup.hub_settings(hub.desk)


def test_alsace_has_two_more_holidays(hub: Hub, section: HoursSection, keys: Keys, qtbot: QtBot) -> None:
    section.holidays.combo.setCurrentIndex(PLACES.index("FR-6AE"))
    qtbot.waitUntil(lambda: "samedi 26 décembre" in read_back(section)[-1])
    section.field("hub.hours").setFocus()
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: setup.hub_settings(hub.desk).get("hub.holidays") == "FR-6AE")


def test_the_words_follow_the_language(section: HoursSection, qtbot: QtBot) -> None:
    section.words.switch("en")
    assert section.typed("hub.hours") == "mon-sat 10:00-19:00"
    assert read_back(section)[0] == "Monday – Saturday: 10:00 – 19:00"
    assert "until Tuesday 1 December, 19:00" in kept(section)
    assert not section.is_edited


def test_escape_takes_back_what_was_typed(section: HoursSection, keys: Keys, qtbot: QtBot) -> None:
    write(section, "hub.hours", "dim 9h-12h", keys, qtbot)
    keys.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: section.typed("hub.hours") == "lun-sam 10:00-19:00")
    qtbot.waitUntil(lambda: read_back(section)[0] == "lundi – samedi : 10 h – 19 h")
