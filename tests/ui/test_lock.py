"""The lock: it covers everything, takes every key, scan and click, and gives the window back as it was."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.counter import clerks, journal, setup
from desk_app.domain.clerks import Clerk
from desk_app.domain.states import State
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.settings import Settings
from desk_app.ui.pages.comptoir import Comptoir
from desk_app.ui.printing import Labels
from desk_app.ui.window import Window
from tests.domain.wrong_keyboard import arrives
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.team import OTHER, PIN, Team

Key = Qt.Key
Settled = Callable[[], None]


def who(window: Window) -> tuple[str, bool]:
    """Who stands there, and whether they manage."""
    desk = window.session.desk()
    return desk.clerk, desk.is_manager


def verdicts(hub: Hub) -> list[tuple[str, Verdict]]:
    """The journal, the oldest first: who, and what."""
    return [(entry.clerk, entry.verdict) for entry in reversed(journal.entries(hub.desk, 1000))]


# a hub without clerks


def test_a_hub_without_clerks_never_locks(window: Window, keys: Keys, hub: Hub, settled: Settled) -> None:
    setup.save_hub_setting(hub.desk, "clerks.lock_minutes", "1")
    window.lock.look_again()
    settled()
    hub.now += timedelta(hours=2)
    window.lock.look_at_clock()
    keys.click(Key.Key_F12)
    QTest.mouseClick(window.status.place, Qt.MouseButton.LeftButton)
    settled()
    assert not window.lock.is_locked
    assert who(window) == ("Camille", True)


def test_a_counter_locks_when_clerks_are_named_elsewhere(
    window: Window, hub: Hub, settled: Settled, keys: Keys
) -> None:
    Team(hub)
    window.lock.look_again()
    settled()
    assert window.lock.is_locked
    assert who(window) == ("", False)


# signing in


def test_the_cover_hides_everything(locked: Window) -> None:
    assert locked.lock.gate.geometry() == locked.rect()
    for place in (QPoint(30, 300), QPoint(700, 30), QPoint(700, 750), QPoint(1300, 400)):
        there = locked.childAt(place)
        assert there is not None
        assert there is locked.lock.gate or locked.lock.gate.isAncestorOf(there)
    assert locked.lock.gate.grab().toImage().pixelColor(5, 5).alpha() == 255


@pytest.mark.parametrize("typed", [PIN, "é(_à"])
def test_a_name_and_a_pin_sign_in(locked: Window, keys: Keys, settled: Settled, typed: str) -> None:
    gate = locked.lock.gate
    assert [tile.name for tile in gate.tiles.tiles] == ["Basile", "Claire"]
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Right)
    keys.type(typed)
    assert gate.dots.count == 4
    keys.press(Key.Key_Return)
    settled()
    assert not locked.lock.is_locked
    assert who(locked) == ("Claire", True)
    assert locked.status.place.text() == "Poste 2 · Claire"


def test_fingers_are_enough(locked: Window, team: Team, settled: Settled) -> None:
    gate = locked.lock.gate
    QTest.mouseClick(gate.tiles, Qt.MouseButton.LeftButton, pos=gate.tiles.rect_of(team.claire).center().toPoint())
    for key in ("2", "5", "9", "\b", "8", "0", "\r"):
        QTest.mouseClick(gate.pad.keys[key], Qt.MouseButton.LeftButton)
    settled()
    assert who(locked) == ("Claire", True)


@pytest.mark.parametrize("layout", ["us", "fr", "fr(bepo)", "de", "us(dvorak)", "tr(f)"])
def test_a_badge_signs_in_whatever_the_keyboard(
    locked: Window, keys: Keys, team: Team, settled: Settled, layout: str
) -> None:
    keys.scan(team.claires_badge if layout == "us" else arrives(team.claires_badge, layout))
    settled()
    assert who(locked) == ("Claire", True)


def test_a_badge_of_a_serial_scanner_signs_in(locked: Window, team: Team, settled: Settled) -> None:
    locked.on_read(team.basiles_badge)
    settled()
    assert who(locked) == ("Basile", False)


def test_four_wrong_pins_make_wait(locked: Window, keys: Keys, hub: Hub, settled: Settled, sounds: list[Tone]) -> None:
    gate = locked.lock.gate
    keys.press(Key.Key_Right)
    said = []
    for _ in range(4):
        keys.type("9999")
        keys.press(Key.Key_Return)
        settled()
        said.append(gate.band.title)
    assert said == ["Code PIN faux"] * 3 + ["Trop d’essais"]
    assert "5\u00a0s" in gate.band.sentence
    keys.type(OTHER)
    keys.press(Key.Key_Return)
    settled()
    assert locked.lock.is_locked
    assert sounds[-5:] == [Tone.NO] * 5
    hub.now += timedelta(seconds=6)
    keys.type(OTHER)
    keys.press(Key.Key_Return)
    settled()
    assert who(locked) == ("Basile", False)


def test_a_pin_without_a_name_or_too_short_says_what_to_do(locked: Window, keys: Keys) -> None:
    gate = locked.lock.gate
    for text, title in ((PIN, "Qui êtes-vous"), ("", "Qui êtes-vous")):
        keys.type(text)
        keys.press(Key.Key_Return)
        assert gate.band.title.startswith(title)
    keys.press(Key.Key_Down)
    for text in ("25", "abcde", ""):
        keys.type(text)
        keys.press(Key.Key_Return)
        assert gate.band.title.startswith("Code PIN")


# locked


def test_a_pickup_scanned_while_locked_is_refused(
    locked: Window, keys: Keys, hub: Hub, settled: Settled, sounds: list[Tone]
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    before = verdicts(hub)
    keys.scan(parcel.pickup_code)
    locked.on_read(parcel.id)
    settled()
    assert locked.lock.gate.band.title == "Identifiez-vous d’abord"
    assert hub.parcel(parcel.id).state is State.READY
    assert verdicts(hub) == before
    assert locked.scan_bar.text == ""
    assert locked.lock.is_locked


def test_no_key_reaches_what_is_covered(mine: Window, keys: Keys, settled: Settled) -> None:
    page = mine.open_page("comptoir")
    keys.click(Key.Key_F12)
    settled()
    assert mine.lock.is_locked
    for key in (Key.Key_F2, Key.Key_F3, Key.Key_F1, Key.Key_Escape, Key.Key_Tab, Key.Key_Return, Key.Key_F11):
        keys.press(key)
    keys.press(Key.Key_3, modifiers=Qt.KeyboardModifier.ControlModifier)
    keys.type("Lefèvre")
    assert mine.page is page
    assert mine.scan_bar.text == ""
    assert mine.lock.is_locked
    assert mine.lock.gate.hasFocus()


def test_what_is_open_stays_open(
    mine: Window, keys: Keys, hub: Hub, settled: Settled, team: Team, qtbot: QtBot
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    keys.scan(parcel.pickup_code)
    settled()
    page = mine.page
    assert isinstance(page, Comptoir)
    QTest.mouseClick(mine.status.place, Qt.MouseButton.LeftButton)
    settled()
    assert mine.lock.is_locked
    keys.scan(team.claires_badge)
    settled()
    assert mine.page is page
    assert page.visit is not None
    assert page.visit.pickup.code == parcel.pickup_code
    keys.scan(parcel.id)
    settled()
    assert hub.parcel(parcel.id).state is State.COLLECTED
    assert ("Claire", Verdict.COLLECTED_ALL) in verdicts(hub) or ("Claire", Verdict.COLLECTED) in verdicts(hub)


def test_a_half_filled_form_keeps_its_words_and_the_keys(
    mine: Window, keys: Keys, settled: Settled, team: Team, qtbot: QtBot
) -> None:
    mine.open_page("arrivages")
    settled()
    keys.click(Key.Key_F7)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    keys.type("LL-90")
    keys.click(Key.Key_F12)
    settled()
    keys.type("1")
    assert field.text() == "LL-90"
    assert mine.lock.gate.hasFocus()
    field.setFocus()  # as an answer that comes in may ask for
    assert mine.lock.gate.hasFocus()
    keys.scan(team.basiles_badge)
    settled()
    assert field.hasFocus()
    keys.type("02")
    assert field.text() == "LL-9002"


def test_a_print_goes_on_beneath(mine: Window, hub: Hub, settled: Settled, settings: Settings, qtbot: QtBot) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    labels = Labels.of(mine.session)
    labels.parcels([parcel])
    assert mine.lock.lock()
    settled()
    qtbot.waitUntil(lambda: labels.unfinished == () and not mine.session.door.is_busy)
    assert len(list((settings.profile / "labels").glob("*.pdf"))) == 1
    assert mine.lock.is_locked


def test_a_badge_changes_the_clerk_and_leaves_the_visit(
    mine: Window, keys: Keys, hub: Hub, settled: Settled, team: Team
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    keys.scan(parcel.pickup_code)
    settled()
    keys.scan(team.claires_badge)
    settled()
    assert who(mine) == ("Claire", True)
    page = mine.page
    assert isinstance(page, Comptoir)
    assert page.visit is not None
    keys.scan("".join(sorted(team.claires_badge)))
    settled()
    assert who(mine) == ("Claire", True)


# idle


def test_it_locks_after_so_many_minutes_without_a_key_or_a_scan(
    mine: Window, keys: Keys, hub: Hub, settled: Settled, team: Team
) -> None:
    setup.save_hub_setting(hub.desk, "clerks.lock_minutes", "5")
    mine.lock.look_again()
    settled()
    hub.now += timedelta(minutes=4)
    keys.press(Key.Key_Escape)
    hub.now += timedelta(minutes=4)
    mine.lock.look_at_clock()
    assert not mine.lock.is_locked
    mine.on_read("4127")
    settled()
    hub.now += timedelta(days=-2)  # the clock is set back
    mine.lock.look_at_clock()
    assert not mine.lock.is_locked
    hub.now += timedelta(minutes=5)
    mine.lock.look_at_clock()
    assert mine.lock.is_locked
    settled()
    assert ("Basile", Verdict.SIGNED_OUT) in verdicts(hub)
    assert mine.lock.gate.tiles.current == team.basile


def test_who_has_left_is_locked_out(mine: Window, hub: Hub, settled: Settled, team: Team) -> None:
    clerks.save_clerk(hub.desk, Clerk(team.basile, "Basile", active=False))
    mine.lock.look_again()
    settled()
    assert mine.lock.is_locked
    assert [tile.name for tile in mine.lock.gate.tiles.tiles] == ["Claire"]


# secrets


def test_a_badge_is_nowhere_to_be_seen(
    mine: Window, keys: Keys, hub: Hub, settled: Settled, team: Team, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    spoilt = team.claires_badge[:5] + team.claires_badge[6:]
    for code in (team.claires_badge, arrives(team.basiles_badge, "fr(bepo)"), spoilt):
        keys.now += 5_000
        for letter in code:
            keys.letter(letter, 10)
            shown.append(mine.scan_bar.text)
        keys.press(Key.Key_Return, 10)
        shown.append(mine.scan_bar.text)
        settled()
        shown += [mine.scan_bar.text, mine.page.band.title, mine.page.band.sentence]
    for secret in (team.claires_badge, team.basiles_badge, spoilt):
        assert all(secret[:6] not in text.upper() for text in [*shown, caplog.text])
        assert secret.encode() not in b"".join(file.read_bytes() for file in _files(hub))
    assert mine.page.band.title == "Code mal lu"


def _files(hub: Hub) -> list[Path]:
    file = hub.store.file
    assert file is not None
    return list(file.parent.rglob("*.sqlite3*")) + list(file.parent.rglob("*.log"))
