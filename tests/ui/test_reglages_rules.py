"""The rules: in words, kept for all counters by whoever may, and what will not do is said beside its field."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import setup
from desk_app.settings import BY_KEY
from desk_app.ui.forms import TextField
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_rules import RulesSection
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.team import Team
from tests.ui.test_layout import clipped, looks

Key = Qt.Key
Settled = Callable[[], None]


@pytest.fixture
def section(window: Window, keys: Keys, settled: Settled) -> RulesSection:
    """The rules, in front by their key and read."""
    return opened(window, keys, settled)


def opened(window: Window, keys: Keys, settled: Settled) -> RulesSection:
    """The third part that F3 opens."""
    window.activateWindow()
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    for _ in range(2):
        keys.press(Key.Key_F3)
    section = page.section
    assert isinstance(section, RulesSection)
    settled()
    return section


def write(section: RulesSection, key: str, text: str, keys: Keys, qtbot: QtBot) -> None:
    """Type into a field, in place of what it says."""
    found = section.field(key)
    assert isinstance(found, TextField)
    found.line.setFocus()
    qtbot.waitUntil(found.line.hasFocus)
    found.line.selectAll()
    keys.type(text)


def chosen(section: RulesSection) -> list[str]:
    """The words of the three policies."""
    return [field.combo.currentText() for field in section.policies.values()]


def test_what_holds_is_said_in_words(section: RulesSection) -> None:
    assert {key: section.typed(key) for key in section.KEYS} == {key: str(BY_KEY[key].default) for key in section.KEYS}
    assert chosen(section) == ["Si la boutique la veut", "Qui présente le code", "Jamais demandée"]
    assert section.scan.segments.place == 0


def test_every_choice_has_words_of_its_own(section: RulesSection, window: Window) -> None:
    for language in ("en", "fr"):
        window.words.switch(language)
        for key, field in section.policies.items():
            words = [field.combo.itemText(n) for n in range(field.combo.count())]
            assert [field.combo.itemData(n) for n in range(field.combo.count())] == list(BY_KEY[key].choices)
            assert len(set(words)) == len(words)
            assert not set(words) & set(BY_KEY[key].choices)
    assert not section.is_edited


def test_choices_and_numbers_are_kept_for_all_counters(
    section: RulesSection, hub: Hub, keys: Keys, qtbot: QtBot
) -> None:
    identity = section.policies["identity.policy"].combo
    identity.setFocus()
    qtbot.waitUntil(identity.hasFocus)
    keys.press(Key.Key_Down)
    section.scan.setFocus()
    qtbot.waitUntil(section.scan.segments.hasFocus)
    keys.press(Key.Key_Right)
    write(section, "cold.block_minutes", "0", keys, qtbot)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: not section.is_edited)
    stored = setup.hub_settings(hub.desk)
    assert stored["identity.policy"] == "proxy"
    assert stored["cold.scan_shelf"] == "False"
    assert stored["cold.block_minutes"] == "0"
    assert not {"proxy.policy", "signature.policy", "retention.days"} & set(stored)  # nobody has touched these


@pytest.mark.parametrize(
    ("key", "text", "range_"),
    [("retention.days", "7", "de 30 à 3"), ("undo.minutes", "dix", "de 0 à 1"), ("cold.warn_minutes", "", "de 0 à 1")],
)
def test_what_will_not_do_is_said_beside_its_field_and_nothing_is_kept(
    section: RulesSection, hub: Hub, keys: Keys, qtbot: QtBot, key: str, text: str, range_: str
) -> None:
    write(section, key, text, keys, qtbot)
    if not text:
        keys.press(Key.Key_Backspace)
    keys.press(Key.Key_Return)
    assert range_ in section.field(key).wrong
    assert section.is_edited
    assert not set(section.KEYS) & set(setup.hub_settings(hub.desk))


def test_escape_shows_what_holds_again(section: RulesSection, keys: Keys, qtbot: QtBot, settled: Settled) -> None:
    write(section, "undo.minutes", "45", keys, qtbot)
    keys.press(Key.Key_Escape)
    settled()
    assert section.typed("undo.minutes") == "10"
    assert not section.is_edited


def test_a_manager_is_asked_where_clerks_sign_in(
    mine: Window, hub: Hub, team: Team, keys: Keys, qtbot: QtBot, settled: Settled
) -> None:
    section = opened(mine, keys, settled)
    write(section, "undo.minutes", "45", keys, qtbot)
    keys.press(Key.Key_Return)
    settled()
    assert mine.manager.is_open
    assert "undo.minutes" not in setup.hub_settings(hub.desk)
    keys.scan(team.claires_badge)
    settled()
    assert setup.hub_settings(hub.desk)["undo.minutes"] == "45"
    assert not section.is_edited


def test_it_fits(section: RulesSection, window: Window, keys: Keys, qtbot: QtBot) -> None:
    for _look in looks(window, qtbot):
        section.discard()
        qtbot.waitUntil(lambda: clipped(window) == [])
        write(section, "undo.minutes", "9999", keys, qtbot)
        keys.press(Key.Key_Return)
        assert section.field("undo.minutes").wrong
        qtbot.waitUntil(lambda: clipped(window) == [])
