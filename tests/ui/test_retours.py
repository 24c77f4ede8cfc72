"""The returns' page: what is fetched, put down, given back, searched for and thrown away; real keys, a real store."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import announce, check_out, prints, returns, setup
from desk_app.domain.prints import PrintKind
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Parcel, Shelf
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.domain.zones import Zone
from desk_app.ui.pages.retours import Retours
from desk_app.ui.pages.retours_rows import Section
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Settled = Callable[[], None]


@pytest.fixture
def return_shelf(hub: Hub) -> Shelf:
    """A shelf for what goes back."""
    setup.save_shelf(hub.desk, Shelf("", "R-01", "", Zone.AMBIENT, for_returns=True))
    return next(shelf for shelf in hub.shelves() if shelf.code == "R-01")


@pytest.fixture
def late(hub: Hub, return_shelf: Shelf) -> list[Parcel]:
    """Three parcels past their holding period, of two shops, on shelves to be walked along."""
    made = [
        hub.ready("Paul Garnier", shelf="B-03"),
        hub.ready("Éloïse Lefèvre", "Maison Iris", shelf="A-12"),
        hub.ready("Anne Moreau", shelf="A-02"),
    ]
    hub.later(days=20)
    return made


@pytest.fixture
def page(window: Window, settled: Settled) -> Retours:
    """The page in front, its list read."""
    page = window.open_page("retours")
    assert isinstance(page, Retours)
    settled()
    return page


def shown(page: Retours) -> list[str]:
    """Customers of the rows."""
    return [row.parcel.customer for row in page.list.items.rows]


def says(page: Retours) -> Verdict | None:
    """What the band says."""
    return page._answer.verdict if page._answer else None


def go_to(page: Retours, keys: Keys, section: Section) -> None:
    """By the key of the next part."""
    while page.section is not section:
        keys.press(Key.Key_F3)


# fetching


def test_what_is_to_be_fetched_is_listed_as_it_is_walked(late: list[Parcel], window: Window, page: Retours) -> None:
    assert shown(page) == ["Anne Moreau", "Éloïse Lefèvre", "Paul Garnier"]
    assert page.chips[Section.FETCH].text() == "À chercher · 3"
    place = [entry.name for entry in window.entries].index("retours")
    assert window.rail.buttons[place].badge == "3"


def test_several_are_scanned_then_the_return_shelf(
    hub: Hub, late: list[Parcel], return_shelf: Shelf, window: Window, page: Retours, keys: Keys, settled: Settled
) -> None:
    for parcel in late[:2]:
        keys.scan(parcel.id)
        settled()
        assert says(page) is Verdict.FETCHED
    assert list(page.in_hand) == [parcel.id for parcel in late[:2]]
    assert page.hand_card.isVisible()
    assert window.scan_bar.text == ""
    keys.scan(return_shelf.tag)
    settled()
    assert says(page) is Verdict.FOR_RETURN
    assert page.in_hand == {}
    assert [hub.parcel(p.id).shelf for p in late] == ["R-01", "R-01", "A-02"]
    assert shown(page) == ["Anne Moreau"]


def test_a_shelf_that_is_not_for_returns_leaves_all_in_hand(
    late: list[Parcel], page: Retours, keys: Keys, settled: Settled, sounds: list[Tone]
) -> None:
    keys.scan(late[0].id)
    settled()
    keys.type("A-12")
    keys.press(Key.Key_Return)
    settled()
    assert (says(page), sounds[-1]) == (Verdict.NO_RETURN_SHELF, Tone.NO)
    assert list(page.in_hand) == [late[0].id]
    keys.press(Key.Key_Escape)
    assert page.in_hand == {}


def test_a_shelf_without_anything_in_hand_is_only_explained(
    return_shelf: Shelf, window: Window, page: Retours, keys: Keys, settled: Settled
) -> None:
    keys.scan(return_shelf.tag)
    settled()
    assert says(page) is None
    assert window.status.note.text() == window.words("ui_retours.scan_parcels")


def test_what_still_waits_is_left_there(hub: Hub, page: Retours, keys: Keys, settled: Settled) -> None:
    parcel = hub.ready("Paul Garnier")
    keys.scan(parcel.id)
    settled()
    assert says(page) is Verdict.NOT_DUE_BACK
    assert hub.parcel(parcel.id).state is State.READY


def test_a_parcel_handed_over_meanwhile_is_not_fetched(
    hub: Hub, late: list[Parcel], page: Retours, keys: Keys, settled: Settled
) -> None:
    check_out.hand_over(hub.desk, late[0].pickup_code, [late[0].id])
    keys.scan(late[0].id)
    settled()
    assert says(page) is Verdict.ALREADY_COLLECTED
    assert page.in_hand == {}


def test_without_a_label_it_is_fetched_by_enter(
    hub: Hub, late: list[Parcel], page: Retours, keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    settled()
    assert hub.parcel(late[1].id).state is State.RETURNING
    assert shown(page) == ["Anne Moreau", "Paul Garnier"]


# giving back


def test_a_shop_takes_all_of_its_own_and_the_slip_is_printed(
    hub: Hub, late: list[Parcel], page: Retours, keys: Keys, settled: Settled
) -> None:
    for parcel in late:
        returns.fetch(hub.desk, parcel.id)
    page.refresh()
    settled()
    go_to(page, keys, Section.GIVE_BACK)
    assert [row.parcel.shop for row in page.list.items.rows] == ["La Belle Plume", "La Belle Plume", "Maison Iris"]
    keys.press(Key.Key_Return)
    assert page.give.title.text() == "La Belle Plume"
    keys.press(Key.Key_Return)  # nobody yet
    settled()
    assert {hub.parcel(p.id).state for p in late} == {State.RETURNING}
    keys.type("Inès Delmas")
    keys.press(Key.Key_Return)
    settled()
    assert says(page) is Verdict.GIVEN_BACK
    assert [hub.parcel(p.id).state for p in late] == [State.RETURNED, State.RETURNING, State.RETURNED]
    assert returns.notes(hub.desk, late[0].id)[0].text == "Inès Delmas"
    assert hub.store.read(lambda tx: tx.exec_driver_sql("SELECT kind FROM print_job").scalars().all()) == [
        PrintKind.RETURN
    ]
    assert prints.unfinished(hub.desk) == ()  # it is out, as a PDF
    assert shown(page) == ["Éloïse Lefèvre"]


def test_escape_leaves_the_question_and_nothing_is_given(
    hub: Hub, late: list[Parcel], page: Retours, keys: Keys, settled: Settled
) -> None:
    returns.fetch(hub.desk, late[0].id)
    page.refresh()
    settled()
    go_to(page, keys, Section.GIVE_BACK)
    keys.press(Key.Key_Return)
    keys.type("Inès")
    keys.press(Key.Key_Escape)
    settled()
    assert hub.parcel(late[0].id).state is State.RETURNING
    assert shown(page) == ["Paul Garnier"]


def test_what_was_fetched_by_mistake_is_kept(
    hub: Hub, late: list[Parcel], page: Retours, keys: Keys, settled: Settled
) -> None:
    returns.fetch(hub.desk, late[0].id)
    page.refresh()
    settled()
    go_to(page, keys, Section.GIVE_BACK)
    keys.press(Key.Key_F8)
    settled()
    assert says(page) is Verdict.KEPT
    assert hub.parcel(late[0].id).state is State.READY


# missing


def test_missing_then_found_by_a_scan(
    hub: Hub, late: list[Parcel], page: Retours, keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_F6)
    settled()
    assert says(page) is Verdict.NOTED_MISSING
    go_to(page, keys, Section.MISSING)
    (row,) = page.list.items.rows
    assert (row.parcel.shelf, "Camille" in row.detail) == ("A-02", True)
    keys.scan(late[2].id)
    settled()
    assert says(page) is Verdict.FOUND
    assert hub.parcel(late[2].id).state is State.READY
    assert page.list.items.rows == []


def test_a_missing_parcel_scanned_on_the_shelves_page_is_found_there(
    hub: Hub, window: Window, keys: Keys, settled: Settled
) -> None:
    parcel = hub.ready("Paul Garnier", shelf="A-02")
    returns.missing(hub.desk, parcel.id)
    window.open_page("etageres")
    settled()
    keys.scan(next(shelf.tag for shelf in hub.shelves() if shelf.code == "B-03"))
    settled()
    keys.scan(parcel.id)
    settled()
    after = hub.parcel(parcel.id)
    assert (after.state, after.shelf) == (State.READY, "B-03")


def test_a_missing_parcel_scanned_on_the_shelves_overview_is_found_where_it_was(
    hub: Hub, window: Window, keys: Keys, settled: Settled
) -> None:
    parcel = hub.ready("Paul Garnier", shelf="A-02")
    returns.missing(hub.desk, parcel.id)
    window.open_page("etageres")
    settled()
    keys.scan(parcel.id)
    settled()
    assert (hub.parcel(parcel.id).state, hub.parcel(parcel.id).shelf) == (State.READY, "A-02")


def test_a_missing_parcel_scanned_at_the_counter_is_found_and_then_handed_over(
    hub: Hub, window: Window, keys: Keys, settled: Settled
) -> None:
    parcel = hub.ready("Paul Garnier", shelf="A-02")
    returns.missing(hub.desk, parcel.id)
    keys.scan(parcel.id)
    settled()
    assert hub.parcel(parcel.id).state is State.READY
    keys.scan(parcel.id)
    settled()
    assert hub.parcel(parcel.id).state is State.COLLECTED


def test_who_comes_too_late_sees_it_on_the_return_shelf_and_gets_it(
    hub: Hub, late: list[Parcel], return_shelf: Shelf, window: Window, keys: Keys, settled: Settled
) -> None:
    parcel = late[0]
    returns.fetch(hub.desk, parcel.id)
    returns.to_return_shelf(hub.desk, [parcel.id], return_shelf.tag)
    keys.scan(parcel.pickup_code)
    settled()
    (tile,) = window.page.tiles.tiles  # type: ignore[attr-defined]
    assert (tile.view.shelf, tile.view.barred) == ("R-01", False)
    assert tile.view.chips[0] == ("À rendre", "amber")
    keys.press(Key.Key_Return)  # not without its label
    settled()
    assert hub.parcel(parcel.id).state is State.RETURNING
    keys.scan(parcel.pickup_code)
    settled()
    keys.scan(parcel.id)
    settled()
    assert hub.parcel(parcel.id).state is State.COLLECTED


# thrown away


def test_spoilt_goods_are_asked_about_and_thrown_away(
    hub: Hub, page: Retours, keys: Keys, settled: Settled, sounds: list[Tone]
) -> None:
    cheese = hub.ready("Éloïse Lefèvre", "Fromagerie du Marché", zone=Zone.CHILLED)
    hub.later(days=5)
    keys.scan(cheese.id)
    settled()
    assert page.dispose.isVisible()
    assert page.dispose.text == page.words("ui_retours.reason_past_limit")
    assert hub.parcel(cheese.id).state is State.READY
    keys.type("2")
    keys.press(Key.Key_Return)
    settled()
    assert (says(page), sounds[-1]) == (Verdict.DISPOSED, Tone.YES)
    assert hub.parcel(cheese.id).state is State.DISPOSED
    assert returns.notes(hub.desk, cheese.id)[0].text == page.words("ui_retours.reason_damaged")


# damaged


def test_damage_is_noted_with_a_picture_and_shown(
    hub: Hub, late: list[Parcel], page: Retours, keys: Keys, settled: Settled, tmp_path: Path
) -> None:
    photo, rubbish = tmp_path / "photo.png", tmp_path / "rubbish.png"
    Image.new("RGB", (80, 60), "red").save(photo)
    rubbish.write_bytes(b"nothing")
    keys.press(Key.Key_F7)
    keys.type("Coin écrasé")
    page.damage.photo.open(photo)
    settled()
    assert page.damage.photo.picture is not None
    page.damage.photo.open(rubbish)
    settled()
    assert "rubbish.png" in page.damage.photo.said.text()
    assert page.damage.photo.picture is not None  # the one before
    keys.press(Key.Key_Return)
    settled()
    assert says(page) is Verdict.DAMAGED
    (remark,) = returns.notes(hub.desk, late[2].id)
    assert (remark.text, bool(remark.picture)) == ("Coin écrasé", True)
    assert "Coin écrasé" in page.notes_card.notes.text()
    assert page.notes_card.sight.isVisible()
    assert hub.parcel(late[2].id).state is State.READY


def test_what_is_damaged_goes_back_at_once_when_the_clerk_says_so(
    hub: Hub, late: list[Parcel], page: Retours, keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_F7)
    keys.type("cassé")
    page.damage.fate.pick(1)
    keys.press(Key.Key_Return)
    settled()
    assert hub.parcel(late[2].id).return_reason is ReturnReason.DAMAGED


# state


def test_a_shops_cancellation_is_listed_with_its_reason(hub: Hub, page: Retours, settled: Settled) -> None:
    parcel = hub.ready("Paul Garnier")
    cancelled = Announcement(parcel.order, "", cancelled=True)
    announce.import_orders(hub.desk, parcel.shop_id, [cancelled])
    page.refresh()
    settled()
    (row,) = page.list.items.rows
    assert row.chip == (page.words("words.returnreason_cancelled"), "amber")


def test_an_unreachable_database_leaves_the_list(
    hub: Hub, late: list[Parcel], page: Retours, keys: Keys, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.go_away(monkeypatch)
    keys.scan(late[0].id)
    settled()
    assert says(page) is Verdict.DATABASE_OFFLINE
    assert len(shown(page)) == 3
    hub.come_back()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_part_says_what_it_is_when_it_is_empty(page: Retours, keys: Keys, language: str) -> None:
    page.words.switch(language)
    for section in Section:
        go_to(page, keys, section)
        assert page.nothing.isVisible()
        assert page.nothing.accessibleName() == page.words(f"ui_retours.{section}_title")


def test_seven_pages_fit_on_the_rail_at_200_percent(window: Window, qtbot: QtBot) -> None:
    while len(window.rail.buttons) < 7:
        window.rail.add("retours").setText("Messages")
    window.resize(683, 384)
    qtbot.waitUntil(lambda: window.height() == 384)
    buttons = window.rail.buttons
    qtbot.waitUntil(lambda: min(button.height() for button in buttons) >= 46)
    assert buttons[-1].geometry().bottom() < window.rail.height()
    assert all(a.geometry().bottom() < b.geometry().top() for a, b in pairwise(buttons))
