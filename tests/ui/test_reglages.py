"""The settings: each part has its key, nothing typed is lost, and what is saved holds at once."""

from contextlib import suppress

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.counter import setup
from desk_app.domain import codes
from desk_app.settings import Settings
from desk_app.ui.forms import TextField
from desk_app.ui.pages.etageres import Etageres
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_hub import CounterSection, HubSection
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> Reglages:
    """The settings, read and in front."""
    window.activateWindow()
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    qtbot.waitUntil(lambda: text(page, "hub", "hub_name") == "La Maison")
    return page


def field(page: Reglages, section: str, name: str) -> TextField:
    """A text field of a section."""
    found = page.sections[section].form.fields[name]
    assert isinstance(found, TextField)
    return found


def text(page: Reglages, section: str, name: str) -> str:
    """What a text field says."""
    return field(page, section, name).text()


def focused(widget: QWidget, qtbot: QtBot) -> None:
    """Wait until a widget has the keys."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)


def write(page: Reglages, section: str, name: str, words: str, keys: Keys, qtbot: QtBot) -> None:
    """Type into a field, in place of what it says."""
    line = field(page, section, name).line
    line.setFocus()
    focused(line, qtbot)
    line.selectAll()
    keys.type(words)


def is_saved(page: Reglages, qtbot: QtBot) -> None:
    """Wait for the band."""
    qtbot.waitUntil(lambda: page.band.isVisibleTo(page) and page.band.title in {"Enregistré", "Saved"})


def test_each_part_has_its_key(page: Reglages, keys: Keys, qtbot: QtBot) -> None:
    shared = {Key.Key_F6: ("printer", "receipts", "printer"), Key.Key_F3: ("hub", "hours", "rules", "hub")}
    alone = {Key.Key_F4: ("counter",), Key.Key_F5: ("database",), Key.Key_F7: ("scanner",), Key.Key_F8: ("shops",)}
    for key, name in [(key, name) for key, names in {**alone, **shared}.items() for name in names]:
        keys.press(key)
        assert name == page.section.NAME
    focused(field(page, "hub", "hub_name").line, qtbot)


def test_the_shelves_have_a_page_of_their_own(page: Reglages, window: Window, keys: Keys) -> None:
    keys.press(Key.Key_F10)
    assert isinstance(window.page, Etageres)


def test_a_finger_does_the_same(page: Reglages) -> None:
    QTest.mouseClick(page.buttons["printer"], Qt.MouseButton.LeftButton)
    assert page.section.NAME == "printer"


def test_the_hubs_settings_are_kept_for_all_counters(hub: Hub, page: Reglages, keys: Keys, qtbot: QtBot) -> None:
    write(page, "hub", "hub_name", "Halle de Poitiers", keys, qtbot)
    write(page, "hub", "hub_time_zone", "Indian/Reunion", keys, qtbot)
    keys.press(Key.Key_Return)
    is_saved(page, qtbot)
    stored = setup.hub_settings(hub.desk)
    assert stored["hub.name"] == "Halle de Poitiers"
    assert stored["hub.time_zone"] == "Indian/Reunion"
    assert not page.sections["hub"].is_edited


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("hub_name", "  ", "vide"),
        ("hub_time_zone", "Paris", "Europe/Paris"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_nothing_is_written(
    hub: Hub, page: Reglages, keys: Keys, qtbot: QtBot, name: str, typed: str, says: str
) -> None:
    before = setup.hub_settings(hub.desk)
    field(page, "hub", name).set_text(typed)
    write(page, "hub", "hub_time_zone" if name == "hub_name" else "hub_name", "9", keys, qtbot)
    field(page, "hub", name).set_text(typed)
    keys.press(Key.Key_Return)
    assert says in field(page, "hub", name).wrong
    assert page.sections["hub"].is_edited
    assert setup.hub_settings(hub.desk) == before


def test_escape_takes_back_what_was_typed(page: Reglages, keys: Keys, qtbot: QtBot) -> None:
    write(page, "hub", "hub_name", "Autre", keys, qtbot)
    assert page.buttons["hub"].text() == "• Lieu"
    keys.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: text(page, "hub", "hub_name") == "La Maison")
    assert page.buttons["hub"].text() == "Lieu"


def test_what_is_typed_stays_while_another_part_or_page_is_looked_at(
    page: Reglages, window: Window, keys: Keys, qtbot: QtBot
) -> None:
    write(page, "hub", "hub_name", "Autre", keys, qtbot)
    keys.press(Key.Key_F4)
    window.open_page("comptoir")
    window.open_page("reglages")
    keys.press(Key.Key_F3)
    page.refresh()
    assert text(page, "hub", "hub_name") == "Autre"


def test_this_counters_name_and_clerk_hold_at_once(
    page: Reglages, window: Window, session: Session, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    keys.press(Key.Key_F4)
    write(page, "counter", "counter_name", "Poste 7", keys, qtbot)
    write(page, "counter", "counter_clerk", "Inès", keys, qtbot)
    keys.press(Key.Key_Return)
    is_saved(page, qtbot)
    assert (session.desk().counter, session.desk().clerk) == ("Poste 7", "Inès")
    assert window.status.place.text() == "Poste 7 · Inès"
    assert settings.get("counter.name") == "Poste 7"


def test_the_language_changes_without_a_restart(
    page: Reglages, window: Window, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    keys.press(Key.Key_F4)
    section = page.sections["counter"]
    assert isinstance(section, CounterSection)
    section.language.segments.setFocus()
    focused(section.language.segments, qtbot)
    QTest.keyClick(window.windowHandle(), Key.Key_Right)
    keys.press(Key.Key_Return)
    is_saved(page, qtbot)
    assert settings.get("ui.language") == "en"
    assert page.buttons["hub"].text() == "Hub"
    assert section.title.text() == "This counter"
    assert window.rail.buttons[0].text() == "Counter"


def test_sounds_can_be_turned_off(page: Reglages, settings: Settings, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Key.Key_F4)
    section = page.sections["counter"]
    assert isinstance(section, CounterSection)
    section.sounds.choose("False")
    keys.press(Key.Key_Return)
    is_saved(page, qtbot)
    assert settings.get("ui.sounds") is False


def test_reading_the_settings_is_no_edit(page: Reglages, settings: Settings, keys: Keys) -> None:
    settings.set("ui.language", "en")
    keys.press(Key.Key_F4)
    section = page.sections["counter"]
    assert isinstance(section, CounterSection)
    assert section.language.text() == "en"
    assert not section.is_edited


def test_settings_that_cannot_be_written_lose_nothing_typed(
    page: Reglages, window: Window, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    settings.profile.parent.mkdir(exist_ok=True)
    with suppress(FileNotFoundError):
        settings.profile.rmdir()
    settings.profile.write_text("in the way")
    keys.press(Key.Key_F4)
    write(page, "counter", "counter_name", "Poste 7", keys, qtbot)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: "n’ont pas pu être enregistrés" in window.banner.words.sentence)
    assert text(page, "counter", "counter_name") == "Poste 7"
    assert page.sections["counter"].is_edited


def test_another_counters_change_shows(hub: Hub, page: Reglages, qtbot: QtBot) -> None:
    setup.save_hub_setting(hub.desk, "hub.name", "La Halle")
    page.refresh()
    qtbot.waitUntil(lambda: text(page, "hub", "hub_name") == "La Halle")


def test_a_scan_is_told_where_it_belongs(page: Reglages, window: Window, keys: Keys) -> None:
    keys.scan(codes.new_parcel_id())
    assert window.status.note.text().startswith("Rien ne se scanne")
    assert isinstance(page.sections["hub"], HubSection)


def test_tab_walks_through_the_fields_in_their_order(page: Reglages, window: Window, keys: Keys, qtbot: QtBot) -> None:
    for key in (Key.Key_F4, Key.Key_F3):
        keys.press(key)
    focused(field(page, "hub", "hub_name").line, qtbot)
    QTest.keyClick(window.windowHandle(), Key.Key_Tab)
    focused(field(page, "hub", "hub_time_zone").line, qtbot)
