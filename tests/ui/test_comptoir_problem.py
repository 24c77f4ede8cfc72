"""Something is wrong with a parcel: chosen by arrows or a click, told by one key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import returns
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.ui.pages.comptoir import Comptoir, Mode
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
ELOISE = "Éloïse Lefèvre"
Answered = Callable[[], None]


@pytest.fixture
def page(window: Window) -> Comptoir:
    """The page in front."""
    assert isinstance(window.page, Comptoir)
    return window.page


@pytest.fixture
def two(hub: Hub) -> list[Parcel]:
    """Two parcels of one customer, in the order in which they are fetched."""
    return [hub.ready(ELOISE, shelf="A-02"), hub.ready(ELOISE, "Maison Iris", "B-03")]


def current(page: Comptoir) -> list[bool]:
    """Which tile is framed."""
    return [bool(tile.view and tile.view.current) for tile in page.tiles.tiles]


def begin(page: Comptoir, keys: Keys, parcel: Parcel, answered: Answered) -> None:
    """The customer has come, and something is wrong with what is current."""
    keys.scan(parcel.pickup_code)
    answered()
    keys.press(Key.Key_F8)
    assert page.mode is Mode.PROBLEM


def test_arrows_and_clicks_choose_a_tile(page: Comptoir, keys: Keys, two: list[Parcel], answered: Answered) -> None:
    keys.scan(two[0].pickup_code)
    answered()
    assert current(page) == [True, False]
    keys.press(Key.Key_Down)
    assert current(page) == [False, True]
    keys.press(Key.Key_Down)
    assert current(page) == [False, True]
    QTest.mouseClick(page.tiles.tiles[0], Qt.MouseButton.LeftButton)
    assert current(page) == [True, False]


@pytest.mark.parametrize(
    ("key", "state", "title"),
    [("1", State.MISSING, "introuvable"), ("2", State.RETURNING, "à rendre")],
)
def test_missing_and_refused_are_one_key_and_the_rest_is_handed_over(
    page: Comptoir,
    hub: Hub,
    keys: Keys,
    two: list[Parcel],
    answered: Answered,
    qtbot: QtBot,
    key: str,
    state: State,
    title: str,
) -> None:
    begin(page, keys, two[0], answered)
    keys.type(key)
    qtbot.waitUntil(lambda: page.mode is Mode.OPEN)
    assert hub.parcel(two[0].id).state is state
    assert page.band.figure == "0 / 1"
    tile = page.tiles.tiles[0].view
    assert tile is not None
    assert tile.barred
    assert title in tile.chips[0][0].casefold()
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hub.parcel(two[1].id).state is State.COLLECTED)


@pytest.mark.parametrize(("key", "state"), [(Key.Key_Return, State.READY), (Key.Key_F4, State.RETURNING)])
def test_damage_is_described_and_stays_or_goes_back(
    page: Comptoir, hub: Hub, keys: Keys, two: list[Parcel], answered: Answered, qtbot: QtBot, key: Qt.Key, state: State
) -> None:
    begin(page, keys, two[0], answered)
    keys.type("3")
    qtbot.waitUntil(page.problem.field.hasFocus)
    keys.press(key)
    assert page.mode is Mode.PROBLEM  # nothing is written yet
    keys.type("coin enfoncé")
    keys.press(key)
    qtbot.waitUntil(lambda: page.mode is Mode.OPEN)
    assert hub.parcel(two[0].id).state is state
    assert [remark.text for remark in returns.notes(hub.desk, two[0].id)] == ["coin enfoncé"]


def test_a_scan_leaves_the_panel_and_does_what_it_always_does(
    page: Comptoir, hub: Hub, keys: Keys, two: list[Parcel], answered: Answered
) -> None:
    begin(page, keys, two[0], answered)
    keys.scan(two[1].id)
    answered()
    assert page.mode is Mode.OPEN
    assert [hub.parcel(parcel.id).state for parcel in two] == [State.READY, State.COLLECTED]


def test_escape_leaves_everything_as_it_was(
    page: Comptoir, hub: Hub, keys: Keys, two: list[Parcel], answered: Answered
) -> None:
    begin(page, keys, two[0], answered)
    keys.press(Key.Key_Escape)
    assert page.mode is Mode.OPEN
    assert page.band.isVisible()
    assert hub.parcel(two[0].id).state is State.READY
