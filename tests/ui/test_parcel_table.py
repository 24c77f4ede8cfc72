"""What a row of the list of parcels says, without a window."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.domain.lists import Sort
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.zones import Zone
from desk_app.i18n import Texts
from desk_app.ui.parcel_table import Column, Last, ParcelTable, row_of
from desk_app.ui.parcel_view import ParcelView, fitting
from tests.ui.hub import NOON


def parcel(**values: object) -> Parcel:
    """A parcel that is ready."""
    made = Parcel(
        "BCDFGHJKLNPR", "o", "s", "p", "Maison Iris", "", "#c04f7c", "I-88", 1, 2, "Éloïse Lefèvre", None, None, "",
        "", Zone.AMBIENT, False, False, State.READY, "x", "A-12", "BCDFGHJKL", 0, "",
        NOON + timedelta(days=3), NOON, NOON, NOON, None,
    )  # fmt: skip
    return replace(made, **values)  # type: ignore[arg-type]


def test_a_row_says_what_the_clerk_must_not_overlook() -> None:
    texts = Texts("fr", lambda: NOON)
    wanted = parcel(zone=Zone.CHILLED, age_check=True, amount_due_cents=1250, unannounced=True)
    row = row_of(wanted, texts, NOON)
    assert [mark.text for mark in row.marks] == ["frais", "18+", "12,50\u00a0€", "non annoncé"]
    assert row.cells[Column.PIECE] == "1/2"
    assert row.cells[Column.SHELF] == "A-12"


def test_an_unknown_amount_is_marked_and_a_paid_order_is_not() -> None:
    texts = Texts("fr", lambda: NOON)
    assert [m.text for m in row_of(parcel(amount_due_cents=None), texts, NOON).marks] == ["? €"]
    assert row_of(parcel(), texts, NOON).marks == ()


def test_late_parcels_say_so_and_cold_ones_in_red() -> None:
    texts = Texts("fr", lambda: NOON)
    late = parcel(keep_until=NOON - timedelta(hours=1))
    assert (row_of(late, texts, NOON).state.text, row_of(late, texts, NOON).state.tone) == ("délai dépassé", "amber")
    assert row_of(replace(late, zone=Zone.CHILLED), texts, NOON).state.tone == "red"


@pytest.mark.parametrize(
    ("until", "said"),
    [(timedelta(hours=2), "14:00"), (timedelta(days=1), "demain"), (timedelta(days=-1), "hier")],
)
def test_near_days_are_named(until: timedelta, said: str) -> None:
    at = datetime(2026, 11, 23, 12, 0).astimezone(UTC)
    row = row_of(parcel(keep_until=at + until), Texts("fr", at.astimezone), at)
    assert row.cells[Column.UNTIL] == said


def test_the_model_serves_no_role_it_does_not_know(qtbot: QtBot) -> None:
    table = ParcelTable(Texts("fr"))
    table.set_rows([parcel()], NOON)
    index = table.index(0, Column.CUSTOMER)
    served = {role: index.data(role) for role in range(20)}
    assert {role for role, value in served.items() if value is not None} == {
        int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
    }  # fmt: skip
    assert table.rowCount(index) == table.columnCount(index) == 0
    assert index.data(int(Qt.ItemDataRole.UserRole)) == parcel()


def test_a_chip_that_is_not_whole_is_left_out(qtbot: QtBot) -> None:
    row = row_of(parcel(zone=Zone.CHILLED, amount_due_cents=123450), Texts("fr"), NOON)
    shown = [[mark.text for mark in fitting(row, width)] for width in (400, 180, 60)]
    assert shown == [["frais", "1\u202f234,50\u00a0€"], ["frais"], []]


def test_a_shops_name_is_whole_while_no_customer_needs_the_room(qtbot: QtBot) -> None:
    table = ParcelTable(Texts("fr"))
    view = ParcelView(table)
    qtbot.addWidget(view)
    table.set_rows([parcel(shop="Fromagerie du Vieux Marché"), parcel(zone=Zone.CHILLED)], NOON)
    view.resize(912, 400)
    view.fit_columns()
    columns = [column for column in Column if not view.isColumnHidden(column)]
    assert view.columnWidth(Column.SHOP) > table.needed(Column.SHOP)
    assert view.columnWidth(Column.CUSTOMER) > table.needed(Column.CUSTOMER)
    assert sum(map(view.columnWidth, columns)) == view.viewport().width()


def test_a_narrow_table_shares_what_is_left(qtbot: QtBot) -> None:
    table = ParcelTable(Texts("fr"))
    view = ParcelView(table)
    qtbot.addWidget(view)
    long = parcel(shop="Fromagerie du Vieux Marché de Bayonne", customer="Maximilienne Vandenbroucke de La Tour")
    table.set_rows([replace(long, zone=Zone.CHILLED)], NOON)
    view.resize(540, 200)
    view.fit_columns()
    assert view.columnWidth(Column.SHOP) >= 110
    assert view.columnWidth(Column.CUSTOMER) >= 160


@pytest.mark.parametrize(
    ("after", "said"), [(timedelta(hours=2), "14:00"), (timedelta(days=1), "24\u00a0nov.\u00a012:00"), (None, "samedi")]
)
def test_a_slot_is_said_as_far_as_it_is_understood(after: timedelta | None, said: str) -> None:
    at = datetime(2026, 11, 23, 12, 0).astimezone(UTC)
    texts = Texts("fr", at.astimezone)
    expected = parcel(state=State.ANNOUNCED, slot="samedi", slot_at=at + after if after else None)
    assert row_of(expected, texts, at, Last.SLOT).cells[Column.UNTIL] == said
    assert row_of(expected, texts, at).cells[Column.UNTIL] == said
    assert row_of(parcel(), texts, at, Last.SLOT).cells[Column.UNTIL] == "—"


def test_what_is_here_and_expected_says_so_once() -> None:
    at = datetime(2026, 11, 23, 12, 0).astimezone(UTC)
    texts = Texts("fr", at.astimezone)
    here = parcel(slot="14h", slot_at=at + timedelta(hours=2))
    assert [mark.text for mark in row_of(here, texts, at).marks] == ["RDV\u00a014:00"]
    assert row_of(here, texts, at, Last.SLOT).marks == ()
    assert row_of(replace(here, slot_at=at - timedelta(days=1)), texts, at).marks == ()  # the day has gone


def test_the_last_column_sorts_by_what_it_says(qtbot: QtBot) -> None:
    table = ParcelTable(Texts("fr"))
    table.set_rows([parcel()], NOON)
    assert table.sort_of(Column.UNTIL) is Sort.KEEP_UNTIL
    table.set_rows([parcel()], NOON, Last.SLOT)
    assert table.sort_of(Column.UNTIL) is Sort.SLOT
    assert table.headerData(Column.UNTIL, Qt.Orientation.Horizontal) == "Créneau"
