"""The shelves' page: which shelf holds what, and parcels put on shelves by scanning; real keys, a real store."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out, journal, receive, setup
from desk_app.domain import codes
from desk_app.domain.states import State
from desk_app.domain.values import Parcel, Shelf
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.domain.zones import Zone
from desk_app.ui.pages.etageres import Etageres
from desk_app.ui.pages.etageres_tiles import filling
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Shift = Qt.KeyboardModifier.ShiftModifier
Answered = Callable[[], None]


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> Etageres:
    """The shelves, read and in front."""
    page = window.open_page("etageres")
    assert isinstance(page, Etageres)
    qtbot.waitUntil(lambda: page.overview is not None)
    qtbot.waitUntil(page.grid.hasFocus)
    return page


def shelf(hub: Hub, code: str) -> Shelf:
    """A shelf by its code."""
    return next(shelf for shelf in setup.shelves(hub.desk) if shelf.code == code)


def shown(page: Etageres) -> list[str]:
    """The codes of the tiles."""
    return [tile.shelf.code for tile in page.grid.tiles.rows]


def on_it(page: Etageres) -> list[str]:
    """Customers of the parcels on the open shelf."""
    return [parcel.customer for parcel in page.content.parcels.rows]


def of(hub: Hub, parcel: Parcel) -> Parcel:
    """The parcel as it now stands."""
    return next(p for p in check_out.identify(hub.desk, parcel.id).parcels if p.id == parcel.id)


def unshelved(hub: Hub) -> Parcel:
    """A chilled parcel that is here and found no free shelf of its zone."""
    cold = shelf(hub, "F-02")
    setup.save_shelf(hub.desk, Shelf(cold.id, cold.code, cold.tag, cold.zone, capacity=1))
    hub.ready("Anne Moreau", "Fromagerie du Marché", zone=Zone.CHILLED)
    return hub.ready("Éloïse Lefèvre", "Fromagerie du Marché", zone=Zone.CHILLED)


def test_shelves_stand_in_walking_order_cold_ones_last(page: Etageres) -> None:
    assert shown(page) == ["A-02", "A-12", "B-03", "C-07", "F-02", "G-01"]


def test_a_tile_says_how_full_a_shelf_is_and_what_is_overdue(
    window: Window, hub: Hub, page: Etageres, qtbot: QtBot
) -> None:
    a = shelf(hub, "A-02")
    setup.save_shelf(hub.desk, Shelf(a.id, a.code, a.tag, a.zone, capacity=2))
    hub.ready("Éloïse Lefèvre", shelf="A-02")
    hub.later(days=9)  # seven opening days and a Sunday, and the evening is over
    hub.ready("Paul Garnier", shelf="A-02")
    page.refresh()
    qtbot.waitUntil(lambda: page.grid.tiles.rows[0].shelf.occupied == 2)
    assert page.grid.tiles.rows[0].overdue == 1
    assert filling(window.words, page.grid.tiles.rows[0].shelf) == "plein (2)"
    assert page.hub_card.figures["overdue"].text() == "1"


def test_scanning_a_shelf_shows_what_stands_on_it(
    hub: Hub, page: Etageres, keys: Keys, answered: Answered, sounds: list[Tone]
) -> None:
    hub.ready("Éloïse Lefèvre", shelf="B-03")
    hub.ready("Paul Garnier", shelf="A-02")
    keys.scan(shelf(hub, "B-03").tag)
    answered()
    assert page.shelf is not None
    assert (page.shelf.code, on_it(page)) == ("B-03", ["Éloïse Lefèvre"])
    assert sounds == [Tone.YES]


@pytest.mark.parametrize("typed", ["b-03", "B03", "B-3"])
def test_a_shelf_can_be_typed(page: Etageres, keys: Keys, answered: Answered, typed: str) -> None:
    keys.type(typed)
    keys.press(Key.Key_Return)
    answered()
    assert page.shelf is not None
    assert page.shelf.code == "B-03"


def test_arrows_and_enter_open_a_shelf_and_escape_goes_back(page: Etageres, window: Window, qtbot: QtBot) -> None:
    handle = window.windowHandle()
    QTest.keyClick(handle, Key.Key_Right)
    QTest.keyClick(handle, Key.Key_Right)
    QTest.keyClick(handle, Key.Key_Return)
    qtbot.waitUntil(lambda: page.shelf is not None and page.shelf.code == "B-03")
    QTest.keyClick(handle, Key.Key_Escape)
    qtbot.waitUntil(page.grid.hasFocus)
    assert page.shelf is None
    assert page.grid.current is not None
    assert page.grid.current.shelf.code == "B-03"


def test_an_unknown_shelf_is_refused(page: Etageres, keys: Keys, answered: Answered, sounds: list[Tone]) -> None:
    keys.scan(codes.new_shelf_tag())
    answered()
    assert page.band.title == "Emplacement inconnu"
    assert (page.shelf, sounds) == (None, [Tone.NO])


def test_a_misread_label_is_called_so(page: Etageres, keys: Keys, answered: Answered) -> None:
    code = codes.new_parcel_id()
    keys.scan(code[:-1] + next(c for c in codes.ALPHABET if c != code[-1]))
    answered()
    assert page.band.title == "Code mal lu"


def test_a_parcel_scanned_on_an_open_shelf_moves_there(
    hub: Hub, page: Etageres, keys: Keys, answered: Answered, qtbot: QtBot
) -> None:
    parcel = hub.ready("Éloïse Lefèvre", shelf="A-02")
    keys.scan(shelf(hub, "C-07").tag)
    keys.scan(parcel.id)
    answered()
    assert page.band.title == "Place\u00a0: C-07"
    assert of(hub, parcel).shelf == "C-07"
    qtbot.waitUntil(lambda: on_it(page) == ["Éloïse Lefèvre"])


def test_a_chilled_parcel_is_not_moved_to_an_ambient_shelf(
    hub: Hub, page: Etageres, keys: Keys, answered: Answered
) -> None:
    parcel = hub.ready("Éloïse Lefèvre", "Fromagerie du Marché", zone=Zone.CHILLED)
    keys.scan(shelf(hub, "A-02").tag)
    keys.scan(parcel.id)
    answered()
    assert page.band.tone is Tone.NO
    assert of(hub, parcel).shelf == "F-02"
    assert journal.entries(hub.desk, 1)[0].verdict is Verdict.WRONG_ZONE


def test_a_parcel_scanned_alone_tells_its_place(hub: Hub, page: Etageres, keys: Keys, qtbot: QtBot) -> None:
    hub.ready("Paul Garnier", shelf="B-03")
    parcel = hub.ready("Éloïse Lefèvre", shelf="B-03")
    keys.scan(parcel.id)
    qtbot.waitUntil(lambda: page.shelf is not None)
    assert page.band.figure == "B-03"
    assert page.content.list.currentIndex().row() == on_it(page).index("Éloïse Lefèvre")
    assert of(hub, parcel).shelf == "B-03"


def test_a_parcel_without_a_place_goes_to_the_shelf_scanned_next(
    hub: Hub, page: Etageres, window: Window, keys: Keys, answered: Answered
) -> None:
    parcel = unshelved(hub)
    cold = shelf(hub, "F-02")
    keys.scan(parcel.id)
    answered()
    assert page.in_hand is not None
    assert page.shelf is None
    keys.scan(cold.tag)
    answered()
    assert page.band.title == "Rangez en F-02"
    assert page.in_hand is None
    assert of(hub, parcel).state is State.READY


def test_enter_puts_the_parcel_in_hand_on_the_marked_shelf_of_its_zone(
    hub: Hub, page: Etageres, keys: Keys, qtbot: QtBot, answered: Answered
) -> None:
    parcel = unshelved(hub)
    keys.scan(parcel.id)
    answered()
    assert page.grid.current is not None
    assert page.grid.current.shelf.code == "F-02"
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.in_hand is None)
    assert of(hub, parcel).shelf == "F-02"


def test_parcels_without_a_place_are_listed(hub: Hub, page: Etageres, qtbot: QtBot) -> None:
    assert not page.waiting_card.isVisibleTo(page)
    unshelved(hub)
    page.refresh()
    qtbot.waitUntil(lambda: page.waiting_card.isVisibleTo(page))
    assert [left for left, _right in page.waiting_card.texts] == ["Éloïse Lefèvre"]


def test_escape_leaves_the_parcel_in_hand(hub: Hub, page: Etageres, keys: Keys, answered: Answered) -> None:
    parcel = unshelved(hub)
    keys.scan(parcel.id)
    answered()
    keys.press(Key.Key_Escape)
    assert page.in_hand is None
    assert not page.band.isVisibleTo(page)
    keys.scan(shelf(hub, "F-02").tag)
    answered()
    assert of(hub, parcel).state is State.RECEIVED


def test_a_parcel_that_has_left_is_refused_and_journalled(
    hub: Hub, page: Etageres, keys: Keys, answered: Answered
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    check_out.hand_over(hub.desk, parcel.pickup_code)
    keys.scan(parcel.id)
    answered()
    assert page.band.title == "Déjà remis"
    assert journal.entries(hub.desk, 1)[0].verdict is Verdict.ALREADY_COLLECTED


def test_a_parcel_nobody_knows_is_refused(page: Etageres, keys: Keys, answered: Answered, sounds: list[Tone]) -> None:
    keys.scan(codes.new_parcel_id())
    answered()
    assert page.band.title == "Étiquette inconnue"
    assert sounds == [Tone.NO]


def test_an_empty_shelf_says_what_to_do(page: Etageres, keys: Keys, answered: Answered, window: Window) -> None:
    keys.type("A-02")
    keys.press(Key.Key_Return)
    answered()
    assert page.content.nothing.isVisibleTo(page)
    assert page.content.nothing.accessibleName() == "Rien sur cette étagère"


def test_another_counters_move_shows_when_something_changes(hub: Hub, page: Etageres, keys: Keys, qtbot: QtBot) -> None:
    keys.type("A-02")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.shelf is not None)
    parcel = hub.ready("Éloïse Lefèvre", shelf="B-03")
    receive.move(hub.desk, parcel.id, "A-02")
    page.refresh()
    qtbot.waitUntil(lambda: on_it(page) == ["Éloïse Lefèvre"])


def test_the_language_changes_at_once(page: Etageres, window: Window) -> None:
    window.words.switch("en")
    assert page.hub_card.heading.text() == "The shelves"
    button = page.action_bar.button("F3")
    assert button is not None
    assert button.text() == "Add"


def test_while_the_database_is_away_what_is_shown_stays(
    hub: Hub, page: Etageres, keys: Keys, answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk_app.store.engine.BUSY_SECONDS", 0)
    tag = shelf(hub, "A-02").tag
    assert hub.store.file is not None
    hub.store.close()
    hub.store.file.rename(hub.store.file.with_suffix(".away"))
    hub.store.file.mkdir()
    keys.scan(tag)
    answered()
    assert page.band.title == "Base de données injoignable"
    assert len(shown(page)) == 6
