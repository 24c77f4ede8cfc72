"""The list of the hub's parcels: filtered, sorted and paged in the store, walked through by keys."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import announce, check_out
from desk_app.domain.lists import Group, Sort
from desk_app.domain.states import State
from desk_app.domain.values import Announcement
from desk_app.domain.zones import Zone
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.pages.arrivages_keys import Mode
from desk_app.ui.pages.arrivages_list import LIMIT
from desk_app.ui.parcel_table import Column
from desk_app.ui.session import Session
from desk_app.ui.widgets.chip import ChipButton
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Settled = Callable[[], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def orders(page: Arrivages) -> list[str]:
    """The order numbers of the rows."""
    return [row.parcel.order for row in page.list.table.rows]


def chosen(page: Arrivages) -> list[str]:
    """The order numbers of the selected rows."""
    return [parcel.order for parcel in page.list.selected()]


def group(page: Arrivages) -> Group:
    """Which group is shown."""
    return page.list.wanted.group


def mode(page: Arrivages) -> Mode:
    """What the main part shows."""
    return page.mode


def click(widget: ChipButton) -> None:
    """A finger on a chip."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def by_order(page: Arrivages, settled: Settled) -> None:
    """Sort by the order's number, the smallest first."""
    page.list.sort_by(Sort.ORDER)
    settled()


# filters


def test_groups_show_their_counts_and_a_click_shows_only_theirs(
    arrivages: Arrivages, hub: Hub, settled: Settled, session: Session, qtbot: QtBot
) -> None:
    hub.announce("Éloïse Lefèvre")
    hub.ready("Paul Garnier")
    hub.ready("Inès Belkacem")
    with qtbot.waitSignal(session.totals_changed):
        session.retry()
    arrivages.refresh()
    settled()
    texts = [chip.text() for chip in arrivages.list.bar.groups.values() if not chip.isHidden()]
    assert texts == ["En cours 3", "Attendus 1", "À ranger 0", "Prêts 2", "Délai dépassé 0", "Remis", "Tous"]
    click(arrivages.list.bar.groups[Group.READY])
    settled()
    assert {row.parcel.state for row in arrivages.list.table.rows} == {State.READY}
    assert arrivages.list.bar.groups[Group.READY].isChecked()
    assert not arrivages.list.bar.groups[Group.OPEN].isChecked()


def test_arrows_to_the_side_go_through_the_groups(arrivages: Arrivages, keys: Keys, settled: Settled) -> None:
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Right)
    settled()
    assert group(arrivages) is Group.TO_SHELVE
    keys.press(Key.Key_Left)
    settled()
    assert group(arrivages) is Group.EXPECTED


def test_f10_filters_by_shop_with_the_keyboard_alone(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    hub.announce("Éloïse Lefèvre", "Maison Iris")
    hub.announce("Paul Garnier", "La Belle Plume")
    keys.press(Key.Key_F10)
    assert mode(arrivages) is Mode.CHOICE
    keys.press(Key.Key_Return)
    keys.type("iris")
    keys.press(Key.Key_Return)
    settled()
    assert mode(arrivages) is Mode.LIST
    assert {row.parcel.shop for row in arrivages.list.table.rows} == {"Maison Iris"}
    assert arrivages.list.bar.narrowing["shop"].text() == "Maison Iris ▾"
    assert arrivages.list.bar.narrowing["shop"].isChecked()


def test_filters_by_shelf_and_zone_and_escape_takes_them_off(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    cold = hub.ready("Éloïse Lefèvre", "Fromagerie du Marché", "F-02", zone=Zone.CHILLED)
    hub.ready("Paul Garnier", shelf="A-12")
    click(arrivages.list.bar.narrowing["zone"])
    keys.type("frais")
    keys.press(Key.Key_Return)
    settled()
    assert orders(arrivages) == [cold.order]
    click(arrivages.list.bar.narrowing["shelf"])
    keys.scan(next(shelf.tag for shelf in hub.shelves() if shelf.code == "A-12"))
    settled()
    assert orders(arrivages) == []
    assert arrivages.list.empty.accessibleName() == "Aucun colis ne correspond"
    keys.press(Key.Key_Escape)
    settled()
    assert len(orders(arrivages)) == 2
    assert not any(chip.isChecked() for chip in arrivages.list.bar.narrowing.values())


def test_all_filters_are_taken_off_from_the_list_of_filters(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    hub.announce("Éloïse Lefèvre", "Maison Iris")
    arrivages.list.narrow_to_shop(hub.shops["La Belle Plume"])
    settled()
    assert orders(arrivages) == []
    keys.press(Key.Key_F10)
    keys.type("5")
    keys.press(Key.Key_Return)
    settled()
    assert len(orders(arrivages)) == 1
    assert not arrivages.list.is_narrowed


def test_counts_of_other_groups_are_not_shown_while_a_filter_narrows_the_list(
    arrivages: Arrivages, hub: Hub, settled: Settled
) -> None:
    hub.announce("Éloïse Lefèvre", "Maison Iris")
    arrivages.list.narrow_to_shop(hub.shops["Maison Iris"])
    settled()
    assert arrivages.list.bar.groups[Group.OPEN].text() == "En cours 1"
    assert arrivages.list.bar.groups[Group.EXPECTED].text() == "Attendus"


# search


def test_f2_searches_and_enter_gives_the_keys_to_the_rows(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, qtbot: QtBot
) -> None:
    wanted = hub.announce("Éloïse Lefèvre")
    hub.announce("Paul Garnier")
    keys.press(Key.Key_F2)
    qtbot.waitUntil(arrivages.list.bar.search.hasFocus)
    keys.type("lefevre")
    qtbot.waitUntil(lambda: arrivages.list.wanted.text == "lefevre")
    settled()
    assert orders(arrivages) == [wanted.order]
    keys.press(Key.Key_Return)
    settled()
    assert chosen(arrivages) == [wanted.order]
    assert arrivages.list.view.hasFocus()


def test_escape_ends_the_search(arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, qtbot: QtBot) -> None:
    hub.announce("Paul Garnier")
    keys.press(Key.Key_F2)
    qtbot.waitUntil(arrivages.list.bar.search.hasFocus)
    keys.type("personne")
    qtbot.waitUntil(lambda: arrivages.list.wanted.text == "personne")
    settled()
    keys.press(Key.Key_Escape)
    settled()
    assert arrivages.list.bar.search.text() == ""
    assert len(orders(arrivages)) == 1
    assert arrivages.list.view.hasFocus()


def test_a_label_scanned_into_the_search_is_taken_out_again_and_answered(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, qtbot: QtBot
) -> None:
    parcel = hub.announce("Paul Garnier")
    keys.press(Key.Key_F2)
    qtbot.waitUntil(arrivages.list.bar.search.hasFocus)
    keys.scan(parcel.id)
    settled()
    assert arrivages.list.bar.search.text() == ""
    assert hub.parcel(parcel.id).state is State.READY


# sorting and paging


def test_a_click_on_a_title_sorts_and_again_the_other_way_round(
    arrivages: Arrivages, crowd: list[str], settled: Settled
) -> None:
    header = arrivages.list.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(Column.ORDER) + 10, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled()
    assert orders(arrivages) == crowd[:LIMIT]
    assert arrivages.list.table.headerData(Column.ORDER, Qt.Orientation.Horizontal) == "Commande ▴"
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled()
    assert orders(arrivages) == crowd[: -LIMIT - 1 : -1]
    assert arrivages.list.table.headerData(Column.ORDER, Qt.Orientation.Horizontal) == "Commande ▾"


def test_the_list_can_be_sorted_with_the_keyboard(
    arrivages: Arrivages, crowd: list[str], keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_F10)
    keys.type("tri")
    keys.press(Key.Key_Return)
    keys.type("commande")
    keys.press(Key.Key_Return)
    settled()
    assert orders(arrivages) == crowd[:LIMIT]


def test_page_keys_and_arrows_go_on_over_the_edge_of_a_page(
    arrivages: Arrivages, crowd: list[str], keys: Keys, settled: Settled
) -> None:
    by_order(arrivages, settled)
    keys.press(Key.Key_End)
    keys.press(Key.Key_PageDown)
    settled()
    assert orders(arrivages) == crowd[LIMIT : 2 * LIMIT]
    assert chosen(arrivages) == [crowd[LIMIT]]
    keys.press(Key.Key_Up)
    settled()
    assert chosen(arrivages) == [crowd[LIMIT - 1]]
    assert arrivages.list.wanted.offset == 0
    keys.press(Key.Key_Home)
    keys.press(Key.Key_PageUp)
    settled()
    assert chosen(arrivages) == [crowd[0]]


def test_the_first_arrow_selects_the_first_row(
    arrivages: Arrivages, crowd: list[str], keys: Keys, settled: Settled
) -> None:
    by_order(arrivages, settled)
    assert chosen(arrivages) == []
    keys.press(Key.Key_Down)
    assert chosen(arrivages) == [crowd[0]]


def test_the_footer_says_where_the_list_stands(arrivages: Arrivages, crowd: list[str], settled: Settled) -> None:
    by_order(arrivages, settled)
    foot = arrivages.list.footer
    assert foot.text() == "50 sur 101"
    assert (arrivages.list.back.isVisible(), arrivages.list.on.isVisible()) == (False, True)
    QTest.mouseClick(arrivages.list.on, Qt.MouseButton.LeftButton)
    settled()
    QTest.mouseClick(arrivages.list.on, Qt.MouseButton.LeftButton)
    settled()
    assert foot.text() == "101 à 101 sur 101"
    assert (arrivages.list.back.isVisible(), arrivages.list.on.isVisible()) == (True, False)


def test_a_list_of_which_only_the_newest_were_counted_says_so(
    arrivages: Arrivages, crowd: list[str], settled: Settled
) -> None:
    arrivages.refresh()
    settled()
    assert arrivages.list.page is not None
    arrivages.list.show_page(replace(arrivages.list.page, total=10_000, capped=True))
    assert arrivages.list.footer.text() == "50 sur 10\u202f000+"
    assert arrivages.list.bar.groups[Group.OPEN].text() == "En cours 10\u202f000+"


def test_when_the_last_page_has_gone_the_one_before_is_shown(
    arrivages: Arrivages, hub: Hub, crowd: list[str], settled: Settled
) -> None:
    by_order(arrivages, settled)
    arrivages.list.turn(1)
    settled()
    arrivages.list.turn(1)
    settled()
    announce.import_orders(hub.desk, hub.shops["Maison Iris"].id, [Announcement(crowd[-1], "Client", cancelled=True)])
    arrivages.refresh()
    settled()
    assert orders(arrivages) == crowd[LIMIT : 2 * LIMIT]


def test_only_one_page_is_ever_in_memory(arrivages: Arrivages, crowd: list[str], settled: Settled) -> None:
    arrivages.refresh()
    settled()
    assert arrivages.list.table.rowCount() == LIMIT


# empty, offline


def test_an_empty_list_says_what_to_do(arrivages: Arrivages) -> None:
    assert arrivages.list.empty.isVisible()
    assert arrivages.list.empty.accessibleName() == "Aucun colis en cours"
    assert "F9" in arrivages.list.empty.accessibleDescription()


def test_a_list_that_could_not_be_read_says_so_and_comes_back_by_itself(
    window: Window, hub: Hub, session: Session, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.announce("Éloïse Lefèvre")
    hub.go_away(monkeypatch)
    page = window.open_page("arrivages")
    assert isinstance(page, Arrivages)
    settled()
    assert page.list.empty.accessibleName() == "La liste n’a pas pu être lue"
    hub.come_back()
    session.retry()
    settled()
    assert len(page.list.table.rows) == 1


def test_what_has_left_says_when_it_left(arrivages: Arrivages, hub: Hub, settled: Settled) -> None:
    ready = hub.ready("Éloïse Lefèvre")
    check_out.hand_over(hub.desk, ready.pickup_code)
    arrivages.list.show_group(Group.COLLECTED)
    settled()
    table = arrivages.list.table
    assert table.headerData(Column.UNTIL, Qt.Orientation.Horizontal) == "Remis"
    assert table.rows[0].cells[Column.UNTIL] == table.rows[0].parcel.collected_at.astimezone().strftime("%H:%M")  # type: ignore[union-attr]


def test_the_days_slots_are_a_list_in_the_order_of_the_clock(
    hub: Hub, arrivages: Arrivages, settled: Settled, session: Session, qtbot: QtBot
) -> None:
    chip = arrivages.list.bar.groups[Group.TODAY]
    assert chip.isHidden()
    today = hub.now.astimezone().replace(minute=0)
    for customer, slot in (
        ("Paul Garnier", today.replace(hour=17).isoformat()),
        ("Inès Belkacem", today.replace(hour=10).isoformat()),
        ("Zoé Martin", (today.replace(hour=10) + timedelta(days=1)).isoformat()),
        ("Anne Duprat", ""),
    ):
        hub.announce(customer, slot=slot)
    with qtbot.waitSignal(session.totals_changed):
        session.retry()
    assert (chip.isHidden(), chip.text()) == (False, "RDV du jour 2")
    click(chip)
    settled()
    table = arrivages.list.table
    assert [row.parcel.customer for row in table.rows] == ["Inès Belkacem", "Paul Garnier"]
    assert [row.cells[Column.UNTIL] for row in table.rows] == ["10:00", "17:00"]
    click(arrivages.list.bar.groups[Group.OPEN])
    settled()
    assert (arrivages.list.wanted.sort, arrivages.list.wanted.descending) == (Sort.RECENT, True)
