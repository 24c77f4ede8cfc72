"""Goods that are out of the cold for too long are seen, at the counter and at the shelves, until they are put away."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from desk_app.counter import cold, receive
from desk_app.domain.cold import Warmth
from desk_app.domain.values import Parcel
from desk_app.domain.zones import Zone
from desk_app.ui.cold_watch import ColdWatch
from desk_app.ui.pages.comptoir import Comptoir
from desk_app.ui.pages.etageres import Etageres
from desk_app.ui.session import Change
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Settled = Callable[[], None]


@pytest.fixture
def cheese(hub: Hub) -> Parcel:
    """A chilled parcel that came in and was not put away; its shelf is F-02."""
    return hub.ready("Anne Moreau", "Fromagerie du Marché", zone=Zone.CHILLED)


@pytest.fixture
def counter(window: Window, settled: Settled) -> Comptoir:
    """The counter, idle."""
    page = window.open_page("comptoir")
    assert isinstance(page, Comptoir)
    settled()
    return page


def wait(hub: Hub, page: Comptoir | Etageres, settled: Settled, minutes: int) -> None:
    """Minutes go by, and the watch looks."""
    hub.later(minutes=minutes)
    ColdWatch.of(page.session).read()
    settled()


def test_it_warns_and_then_says_that_it_is_held_back(
    cheese: Parcel, hub: Hub, counter: Comptoir, settled: Settled
) -> None:
    assert not counter.cold.isVisibleTo(counter)
    wait(hub, counter, settled, 25)
    assert counter.cold.isVisibleTo(counter)
    assert counter.cold.text == f"1 produit froid hors du froid depuis 25 min\u00a0: F-02 (n° {cheese.order})"
    assert ColdWatch.of(counter.session).worst is Warmth.WARNED
    wait(hub, counter, settled, 40)
    assert ColdWatch.of(counter.session).worst is Warmth.BLOCKED
    receive.move(hub.desk, cheese.id, "F-02")
    wait(hub, counter, settled, 1)
    assert not counter.cold.isVisibleTo(counter)


def test_it_is_in_nobodys_way_while_a_customer_is_served(
    cheese: Parcel, hub: Hub, counter: Comptoir, keys: Keys, settled: Settled
) -> None:
    wait(hub, counter, settled, 25)
    keys.scan(cheese.pickup_code)
    settled()
    assert not counter.cold.isVisibleTo(counter)
    keys.press(Key.Key_Escape)
    settled()
    assert counter.cold.isVisibleTo(counter)


def test_it_is_read_when_something_changes_and_speaks_both_languages(
    cheese: Parcel, hub: Hub, counter: Comptoir, window: Window, settled: Settled
) -> None:
    hub.later(minutes=25)
    counter.session.tell_changed(Change.PARCELS)
    settled()
    window.words.switch("en")
    assert counter.cold.text.startswith("1 cold parcel out of the cold for 25 min: F-02")


def test_what_is_known_stays_while_the_database_is_away(
    cheese: Parcel, hub: Hub, counter: Comptoir, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(hub, counter, settled, 25)
    hub.go_away(monkeypatch)
    wait(hub, counter, settled, 1)
    assert counter.cold.isVisibleTo(counter)


def test_scanning_the_shelf_after_the_drop_off_ends_it(hub: Hub, window: Window, keys: Keys, settled: Settled) -> None:
    cheese = hub.announce("Anne Moreau", "Fromagerie du Marché", zone=Zone.CHILLED)
    page = window.open_page("arrivages")
    settled()
    keys.scan(cheese.order)
    settled()
    assert "scannez F-02" in page.band.sentence
    keys.scan(next(shelf.tag for shelf in hub.shelves() if shelf.code == "F-02"))
    settled()
    assert cold.out_now(hub.desk)[0] == ()


def test_f8_on_a_fridge_takes_the_marked_parcel_out(
    cheese: Parcel, hub: Hub, window: Window, keys: Keys, settled: Settled
) -> None:
    receive.move(hub.desk, cheese.id, "F-02")
    page = window.open_page("etageres")
    assert isinstance(page, Etageres)
    settled()
    keys.type("F-02")
    keys.press(Key.Key_Return)
    settled()
    keys.press(Key.Key_F8)
    settled()
    assert page.band.title == "Sorti du froid"
    assert [p.id for p in cold.out_now(hub.desk)[0]] == [cheese.id]
    wait(hub, page, settled, 21)
    assert page.cold.isVisibleTo(page)
    keys.scan(cheese.id)
    settled()
    assert not page.cold.isVisibleTo(page)


def test_an_ambient_shelf_has_no_such_key(hub: Hub, window: Window, keys: Keys, settled: Settled) -> None:
    hub.ready("Anne Moreau", shelf="B-03")
    page = window.open_page("etageres")
    settled()
    keys.type("B-03")
    keys.press(Key.Key_Return)
    settled()
    assert page.action_bar.button("F8") is None


def test_a_page_that_opens_with_the_strip_keeps_the_keys(
    cheese: Parcel, hub: Hub, counter: Comptoir, window: Window, keys: Keys, settled: Settled
) -> None:
    wait(hub, counter, settled, 25)
    shelves = window.open_page("etageres")
    assert isinstance(shelves, Etageres)
    settled()
    assert shelves.cold.isVisibleTo(shelves)
    assert not shelves.cold.isWindow()
    keys.click(Key.Key_F3)
    keys.type("D-01")
    settled()
    assert shelves.form.first.line.text() == "D-01"
