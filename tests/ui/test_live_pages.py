"""A page that is read anew because another counter worked leaves the clerk where they are."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.pages.etageres import Etageres
from desk_app.ui.pages.journee import Journee
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from tests.ui.counters import listen
from tests.ui.hub import Hub

ROWS = 12
See = Callable[[Callable[[], bool]], None]


@pytest.fixture
def see(qtbot: QtBot) -> See:
    """Waits until something is seen."""
    return lambda seen: qtbot.waitUntil(seen, timeout=20_000)


@pytest.fixture
def low(window: Window, session: Session, qtbot: QtBot) -> Window:
    """A window of a screen at 200 %, which listens."""
    window.resize(683, 384)
    listen(session, qtbot)
    return window


def scrolled(view: QAbstractItemView) -> int:
    """Scroll to the middle; where that is."""
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert bar.value() > 0
    return bar.value()


def handed_over(hub: Hub, customer: str) -> None:
    """Somebody was served at another counter."""
    parcel = hub.ready(customer)
    check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id])


def test_the_list_keeps_its_place_its_rows_and_everything(
    low: Window, hub: Hub, crowd: list[str], see: See, settled: Callable[[], None]
) -> None:
    page = low.open_page("arrivages")
    assert isinstance(page, Arrivages)
    settled()
    view, rows = page.list.view, QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().setCurrentIndex(page.list.table.index(3, 0), QItemSelectionModel.SelectionFlag.Select | rows)
    view.selectionModel().select(page.list.table.index(1, 0), QItemSelectionModel.SelectionFlag.Select | rows)
    chosen, before = {p.id for p in page.list.selected()}, scrolled(view)
    hub.later(seconds=1)
    moved = hub.ready("Paul Garnier")
    see(lambda: page.list.table.place_of(moved.id) == 0)
    assert {p.id for p in page.list.selected()} == chosen
    assert view.currentIndex().row() == 4
    assert view.verticalScrollBar().value() == before
    view.everything_wanted.emit()
    assert page.list.everything
    hub.later(seconds=1)
    another = hub.ready("Paul Garnier")
    see(lambda: page.list.table.place_of(another.id) == 0)
    assert page.list.everything


def test_an_open_shelf_keeps_its_place(low: Window, hub: Hub, see: See, settled: Callable[[], None]) -> None:
    first = hub.ready("Client", shelf="A-02")
    for n in range(1, ROWS):
        hub.ready(f"Client {n}", shelf="A-02")
    page = low.open_page("etageres")
    assert isinstance(page, Etageres)
    settled()
    shelf = next(shelf for shelf in hub.shelves() if shelf.code == "A-02")
    page._open(shelf.id, first.id)
    settled()
    before, marked = scrolled(page.content.list), page.content.current
    hub.ready("Paul Garnier", shelf="A-02")
    see(lambda: page.content.parcels.rowCount() == ROWS + 1)
    assert page.content.current == marked
    assert page.content.list.verticalScrollBar().value() == before


def test_the_journal_keeps_its_place_and_what_was_scrolled(
    low: Window, hub: Hub, see: See, settled: Callable[[], None]
) -> None:
    for n in range(ROWS):
        handed_over(hub, f"Client {n}")
    page = low.open_page("journee")
    assert isinstance(page, Journee)
    settled()
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    marked, before = page.list.current, scrolled(page.list)
    rows = page.list.journal.rowCount()
    handed_over(hub, "Paul Garnier")
    see(lambda: page.list.journal.rowCount() > rows)
    assert page.list.current == marked
    assert page.list.verticalScrollBar().value() == before
