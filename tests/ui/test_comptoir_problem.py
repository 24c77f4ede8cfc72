"""Something is wrong with a parcel: chosen by arrows or a click, told by one key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desk_app.counter import returns
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.ui.pages.comptoir import Comptoir, Mode
from desk_app.ui.scanners import Scanners
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.test_layout import clipped, looks

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
    assert tile.barred is (state is State.MISSING)  # what is refused is still here, should they think again
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


# a picture of what is damaged


@pytest.fixture
def red(tmp_path: Path) -> Path:
    """A picture in a file."""
    file = tmp_path / "photo.png"
    Image.new("RGB", (80, 60), "red").save(file)
    return file


@pytest.fixture
def noting(page: Comptoir, keys: Keys, two: list[Parcel], answered: Answered, qtbot: QtBot) -> Comptoir:
    """The damage of the first parcel is described."""
    begin(page, keys, two[0], answered)
    keys.type("3")
    qtbot.waitUntil(page.problem.field.hasFocus)
    keys.type("coin enfoncé")
    return page


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_F4])
def test_a_picture_from_a_file_is_kept_with_the_note(
    noting: Comptoir, hub: Hub, keys: Keys, two: list[Parcel], qtbot: QtBot, red: Path, key: Qt.Key
) -> None:
    keys.press(Key.Key_F6)
    dialog = noting.problem.photo.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(red))
    dialog.close()
    keys.press(key)
    assert noting.mode is Mode.PROBLEM  # the picture is still being read
    qtbot.waitUntil(noting.problem.photo.sight.isVisible)
    keys.press(key)
    qtbot.waitUntil(lambda: noting.mode is Mode.OPEN)
    (remark,) = returns.notes(hub.desk, two[0].id)
    assert (remark.text, bool(remark.picture)) == ("coin enfoncé", True)


def test_the_camera_takes_one(
    noting: Comptoir, hub: Hub, window: Window, keys: Keys, two: list[Parcel], qtbot: QtBot
) -> None:
    keys.press(Key.Key_F5)
    assert not noting.problem.photo.is_reading  # it sees nothing
    seen = QImage(80, 60, QImage.Format.Format_RGB888)
    seen.fill(Qt.GlobalColor.blue)
    Scanners.of(window.session).picture_changed.emit(seen)
    keys.press(Key.Key_F5)
    qtbot.waitUntil(noting.problem.photo.sight.isVisible)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: noting.mode is Mode.OPEN)
    assert returns.notes(hub.desk, two[0].id)[0].picture


def test_what_is_no_picture_is_said_and_the_note_is_kept_without(
    noting: Comptoir, hub: Hub, keys: Keys, two: list[Parcel], qtbot: QtBot, tmp_path: Path
) -> None:
    rubbish = tmp_path / "rubbish.png"
    rubbish.write_bytes(b"nothing")
    noting.problem.photo.open(rubbish)
    qtbot.waitUntil(lambda: "rubbish.png" in noting.problem.photo.said.text())
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: noting.mode is Mode.OPEN)
    assert [(remark.text, remark.picture) for remark in returns.notes(hub.desk, two[0].id)] == [("coin enfoncé", None)]


def test_the_picture_of_one_parcel_is_not_the_next_ones(noting: Comptoir, keys: Keys, qtbot: QtBot, red: Path) -> None:
    noting.problem.photo.open(red)
    qtbot.waitUntil(noting.problem.photo.sight.isVisible)
    keys.press(Key.Key_Escape)
    keys.press(Key.Key_F8)
    keys.type("3")
    assert noting.problem.photo.picture is None
    assert not noting.problem.photo.sight.isVisible()


def test_a_panel_with_a_picture_fits(noting: Comptoir, window: Window, qtbot: QtBot, red: Path) -> None:
    for _look in looks(window, qtbot):
        qtbot.waitUntil(lambda: clipped(window) == [])
    noting.problem.photo.open(red)
    qtbot.waitUntil(noting.problem.photo.sight.isVisible)
    for _look in looks(window, qtbot):
        qtbot.waitUntil(lambda: clipped(window) == [])
