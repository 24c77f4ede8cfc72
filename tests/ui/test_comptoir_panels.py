"""Searching without a code, and taking a handover back, in the page and by keys."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out, clerks, lists, returns
from desk_app.counter.desk import Desk
from desk_app.domain.clerks import Clerk, Role
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Tone
from desk_app.ui.pages.comptoir import Comptoir, Mode
from desk_app.ui.pages.comptoir_search import FOUND
from desk_app.ui.session import Change
from desk_app.ui.window import Window
from tests.domain.wrong_keyboard import arrives
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Answered = Callable[[], None]


@pytest.fixture
def page(window: Window) -> Comptoir:
    """The page in front."""
    assert isinstance(window.page, Comptoir)
    return window.page


@pytest.fixture
def people(hub: Hub) -> list[Parcel]:
    """Three customers, two of them Lefèvre."""
    return [hub.ready(name) for name in ("Éloïse Lefèvre", "Marc Lefèvre", "Paul Garnier")]


def names(page: Comptoir) -> list[str]:
    """Who was found."""
    model = page.search.model
    return [model.index(row).data(FOUND).customer for row in range(model.rowCount())]


def begin(page: Comptoir, keys: Keys, qtbot: QtBot) -> None:
    """F2."""
    keys.press(Key.Key_F2)
    qtbot.waitUntil(page.search.field.hasFocus)


def test_f2_searches_while_one_types_and_enter_opens_the_marked_one(
    page: Comptoir, keys: Keys, people: list[Parcel], qtbot: QtBot
) -> None:
    begin(page, keys, qtbot)
    keys.type("lefevre")
    qtbot.waitUntil(lambda: sorted(names(page)) == ["Marc Lefèvre", "Éloïse Lefèvre"])
    second = names(page)[1]
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.visit is not None)
    assert page.pickup_card.customer.text() == second
    assert page.mode is Mode.OPEN


def test_a_typing_slip_is_forgiven(page: Comptoir, keys: Keys, people: list[Parcel], qtbot: QtBot) -> None:
    begin(page, keys, qtbot)
    keys.type("garnieer")
    qtbot.waitUntil(lambda: names(page) == ["Paul Garnier"])


def test_enter_before_the_results_opens_the_only_one(
    page: Comptoir, keys: Keys, people: list[Parcel], qtbot: QtBot
) -> None:
    begin(page, keys, qtbot)
    keys.type("garnier")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.visit is not None)
    assert page.pickup_card.customer.text() == "Paul Garnier"


def test_nobody_found_says_what_else_to_try(page: Comptoir, keys: Keys, people: list[Parcel], qtbot: QtBot) -> None:
    begin(page, keys, qtbot)
    keys.type("xyzzy")
    qtbot.waitUntil(lambda: page.search.nothing.accessibleName() == "Aucun résultat")
    assert page.search.nothing.isVisible()
    keys.press(Key.Key_Return)
    assert page.mode is Mode.SEARCH


def test_a_click_opens_too(page: Comptoir, keys: Keys, people: list[Parcel], qtbot: QtBot) -> None:
    begin(page, keys, qtbot)
    keys.type("garnier")
    qtbot.waitUntil(lambda: names(page) == ["Paul Garnier"])
    results = page.search.results
    place = results.visualRect(page.search.model.index(0)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: page.visit is not None)


def test_escape_goes_back_to_the_open_pickup(
    page: Comptoir, keys: Keys, people: list[Parcel], answered: Answered, qtbot: QtBot
) -> None:
    keys.scan(people[2].pickup_code)
    answered()
    begin(page, keys, qtbot)
    assert not page.band.isVisible()
    keys.press(Key.Key_Escape)
    assert page.mode is Mode.OPEN
    assert page.band.isVisible()
    keys.scan(people[2].id)  # the keys are the scan bar's again
    answered()
    assert page.band.title == "Tout est remis"


def test_a_scan_into_the_search_opens_the_pickup(
    page: Comptoir, keys: Keys, people: list[Parcel], answered: Answered, qtbot: QtBot
) -> None:
    begin(page, keys, qtbot)
    keys.type("lef")
    keys.scan(people[2].pickup_code)
    answered()
    assert page.mode is Mode.OPEN
    assert page.pickup_card.customer.text() == "Paul Garnier"


def test_a_name_typed_into_the_scan_bar_is_searched(
    page: Comptoir, keys: Keys, people: list[Parcel], qtbot: QtBot
) -> None:
    keys.type("garnier")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: names(page) == ["Paul Garnier"])
    assert page.search.field.text() == "garnier"


def test_an_order_number_scanned_at_the_counter_is_searched(
    page: Comptoir, hub: Hub, keys: Keys, people: list[Parcel], qtbot: QtBot
) -> None:
    keys.scan(people[1].order)
    qtbot.waitUntil(lambda: names(page) == ["Marc Lefèvre"])


def test_an_order_number_is_searched_by_all_that_its_keys_may_have_meant(
    page: Comptoir, hub: Hub, keys: Keys, people: list[Parcel], qtbot: QtBot
) -> None:
    page.session.settings.set("scanner.layout", "fr(bepo)")
    page.session.tell_changed(Change.SETTINGS)
    keys.type(arrives(people[1].order, "fr(bepo)"), 60)
    keys.press(Key.Key_Return, 60)
    qtbot.waitUntil(lambda: names(page) == ["Marc Lefèvre"])


def handed_over(hub: Hub, parcel: Parcel) -> Parcel:
    """That parcel, given away."""
    check_out.hand_over(hub.desk, parcel.pickup_code)
    return parcel


def ask_undo(page: Comptoir, keys: Keys, qtbot: QtBot) -> None:
    """F9."""
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: page.mode is Mode.UNDO and page.undo.field.hasFocus())


@pytest.mark.parametrize("typed", ["2", "é"])
def test_f9_takes_the_last_handover_back_for_a_reason_chosen_by_its_digit(
    page: Comptoir, hub: Hub, keys: Keys, people: list[Parcel], qtbot: QtBot, typed: str
) -> None:
    parcel = handed_over(hub, people[0])
    ask_undo(page, keys, qtbot)
    assert page.undo.customer.text() == "Éloïse Lefèvre"
    keys.type(typed)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.band.isVisible() and page.band.title == "Remise annulée")
    assert page.band.tone is Tone.LOOK
    stored = lists.parcel(hub.desk, parcel.id)
    assert stored is not None
    assert stored.state is State.READY
    assert [remark.text for remark in returns.notes(hub.desk, parcel.id)] == ["Le client ne l’a pas emporté"]


def test_a_reason_in_ones_own_words(page: Comptoir, hub: Hub, keys: Keys, people: list[Parcel], qtbot: QtBot) -> None:
    parcel = handed_over(hub, people[0])
    ask_undo(page, keys, qtbot)
    keys.type("ticket froissé")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.mode is Mode.OPEN)
    assert [remark.text for remark in returns.notes(hub.desk, parcel.id)] == ["ticket froissé"]


def test_without_a_reason_nothing_is_taken_back(
    page: Comptoir, hub: Hub, keys: Keys, people: list[Parcel], qtbot: QtBot
) -> None:
    handed_over(hub, people[0])
    ask_undo(page, keys, qtbot)
    button = page.action_bar.button("Enter")
    assert button is not None
    assert not button.isEnabled()
    keys.press(Key.Key_Return)
    keys.type("ok")
    keys.press(Key.Key_Return)
    assert page.undo.isVisible()
    keys.press(Key.Key_Down)
    assert button.isEnabled()
    keys.press(Key.Key_Escape)
    assert not page.undo.isVisible()


@pytest.mark.parametrize("barcode", ["1231", "CMD4127"])
def test_some_barcode_scanned_meanwhile_is_no_reason(
    page: Comptoir, hub: Hub, keys: Keys, people: list[Parcel], qtbot: QtBot, barcode: str
) -> None:
    handed_over(hub, people[0])
    ask_undo(page, keys, qtbot)
    keys.scan(barcode)
    assert page.mode is Mode.UNDO


def test_a_customers_code_scanned_meanwhile_leaves_the_panel(
    page: Comptoir, hub: Hub, keys: Keys, people: list[Parcel], answered: Answered, qtbot: QtBot
) -> None:
    handed_over(hub, people[0])
    ask_undo(page, keys, qtbot)
    keys.scan(people[2].pickup_code)
    answered()
    assert page.mode is Mode.OPEN
    assert page.pickup_card.customer.text() == "Paul Garnier"


def test_nothing_to_undo_is_said_in_passing(window: Window, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: "aucune remise" in window.status.note.text())


def test_a_colleagues_handover_is_taken_back_by_a_manager(
    page: Comptoir, hub: Hub, keys: Keys, people: list[Parcel], qtbot: QtBot
) -> None:
    parcel = handed_over(hub, people[0])
    session, pin = page.session, "4827"
    clerks.save_clerk(hub.desk, Clerk("", "Claire", Role.MANAGER), pin=pin)
    saved = clerks.save_clerk(hub.desk, Clerk("", "Idriss"), pin=pin)
    signed_in = clerks.sign_in(hub.desk, str(saved.args["id"]), pin)
    assert isinstance(signed_in, Desk)
    session.set_desk(signed_in)
    asked: list[Callable[[Desk], None]] = []
    session.manager_wanted.disconnect()
    session.manager_wanted.connect(lambda then, *_given_up: asked.append(then))
    qtbot.waitUntil(lambda: not session.door.is_busy)
    ask_undo(page, keys, qtbot)
    keys.type("1")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert hub.parcel(parcel.id).state is State.COLLECTED
    asked[0](replace(hub.desk, clerk="Claire"))
    qtbot.waitUntil(lambda: page.band.isVisible() and page.band.title == "Remise annulée")
    assert hub.parcel(parcel.id).state is State.READY
