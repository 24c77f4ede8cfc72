"""A manager for one action: by badge, by PIN, given up, locked away; the clerk stays signed in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk_app.counter import setup
from desk_app.counter.desk import Desk
from desk_app.ui.manager_prompt import ManagerPrompt
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.team import PIN, Team

Key = Qt.Key
Settled = Callable[[], None]


@pytest.fixture
def done(mine: Window) -> list[Desk]:
    """The desks that a manager has lent, to a prompt that is open."""
    lent: list[Desk] = []
    ManagerPrompt.ask(mine.session, lent.append)
    assert mine.manager.is_open
    return lent


def test_nobody_is_asked_where_anybody_may(window: Window) -> None:
    lent: list[Desk] = []
    ManagerPrompt.ask(window.session, lent.append)
    assert lent == [window.session.desk()]
    assert not window.manager.is_open


def test_a_badge_lends_the_managers_desk_once(
    mine: Window, done: list[Desk], keys: Keys, team: Team, settled: Settled
) -> None:
    settled()
    assert [tile.name for tile in mine.manager.gate.tiles.tiles] == ["Claire"]
    keys.scan(team.claires_badge)
    settled()
    assert [(desk.clerk, desk.is_manager) for desk in done] == [("Claire", True)]
    assert mine.session.desk().clerk == "Basile"
    assert not mine.manager.is_open


def test_the_only_manager_is_chosen_and_types_a_pin(
    mine: Window, done: list[Desk], keys: Keys, settled: Settled
) -> None:
    settled()
    keys.type("9999")
    keys.press(Key.Key_Return)
    settled()
    assert mine.manager.gate.band.title == "Code PIN faux"
    assert done == []
    keys.type(PIN)
    keys.press(Key.Key_Return)
    settled()
    assert [desk.clerk for desk in done] == ["Claire"]


def test_a_clerks_badge_will_not_do(
    mine: Window, done: list[Desk], keys: Keys, team: Team, settled: Settled, hub: Hub
) -> None:
    keys.scan(team.basiles_badge)
    settled()
    assert mine.manager.gate.band.title == "Un responsable est nécessaire"
    keys.scan(hub.ready("Éloïse Lefèvre").pickup_code)
    assert mine.manager.gate.band.title == "Pas un badge"
    assert done == []


@pytest.mark.parametrize("by", ["key", "finger"])
def test_it_can_be_given_up(mine: Window, done: list[Desk], keys: Keys, team: Team, settled: Settled, by: str) -> None:
    if by == "key":
        keys.press(Key.Key_Escape)
    else:
        QTest.mouseClick(mine.manager.gate.leave, Qt.MouseButton.LeftButton)
    settled()
    assert not mine.manager.is_open
    keys.scan(team.claires_badge)  # now it changes who stands here, and does nothing else
    settled()
    assert done == []
    assert mine.session.desk().clerk == "Claire"


def test_a_badge_that_is_given_up_while_it_is_looked_at_does_nothing(
    mine: Window, done: list[Desk], keys: Keys, team: Team, settled: Settled
) -> None:
    keys.scan(team.claires_badge)
    keys.press(Key.Key_Escape)
    settled()
    assert done == []


def test_the_lock_puts_it_away(
    mine: Window, done: list[Desk], keys: Keys, team: Team, settled: Settled, hub: Hub
) -> None:
    setup.save_hub_setting(hub.desk, "clerks.lock_minutes", "5")
    mine.lock.look_again()
    settled()
    hub.now += timedelta(minutes=6)
    mine.lock.look_at_clock()
    assert mine.lock.is_locked
    assert not mine.manager.is_open
    keys.scan(team.claires_badge)
    settled()
    assert done == []
    assert mine.session.desk().clerk == "Claire"
