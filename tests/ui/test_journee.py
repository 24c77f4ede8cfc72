"""The day's page: its figures, its journal in words, and handovers taken back; real keys, a real store."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import announce, check_out, journal, lists, receive, returns, undo
from desk_app.domain import codes
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Parcel
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.ui.pages.journee import Journee
from desk_app.ui.pages.journee_list import detail, result, spoken, subject
from desk_app.ui.pages.journee_reading import STEP, Kind
from desk_app.ui.session import Change
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Answered = Callable[[], None]


@pytest.fixture
def handed(hub: Hub) -> list[Parcel]:
    """Two handovers, the second without scanning, then a refused code."""
    parcels = [hub.ready("Éloïse Lefèvre", shelf="A-12"), hub.ready("Paul Garnier", "Maison Iris", shelf="B-03")]
    hub.later(minutes=5)
    check_out.hand_over(hub.desk, parcels[0].pickup_code, [parcels[0].id])
    hub.later(minutes=5)
    check_out.hand_over(hub.desk, parcels[1].pickup_code)
    hub.later(minutes=5)
    check_out.look(hub.desk, codes.new_pickup_code())
    return parcels


@pytest.fixture
def page(handed: list[Parcel], window: Window, qtbot: QtBot) -> Journee:
    """The day, read and in front."""
    window.activateWindow()
    page = window.open_page("journee")
    assert isinstance(page, Journee)
    qtbot.waitUntil(lambda: bool(page.list.journal.rows))
    qtbot.waitUntil(page.list.hasFocus)
    return page


def results(page: Journee) -> list[str]:
    """What each line says came of it."""
    return [result(page.words, line)[0] for line in page.list.journal.rows]


def read(page: Journee, kind: Kind, qtbot: QtBot) -> None:
    """Wait until that part of the journal is shown."""
    qtbot.waitUntil(lambda: page._read is not None and page._read.kind is kind)


def go_to(page: Journee, window: Window, verdict: str) -> None:
    """Move down to the first line that says so."""
    for _ in range(results(page).index(verdict) + 1):
        QTest.keyClick(window.windowHandle(), Key.Key_Down)
    current = page.list.current
    assert current is not None
    assert result(page.words, current)[0] == verdict


def begin_undo(page: Journee, keys: Keys, qtbot: QtBot) -> None:
    """F9."""
    keys.press(Key.Key_F9)
    qtbot.waitUntil(page.undo.field.hasFocus)


def state(hub: Hub, parcel: Parcel) -> State:
    """The parcel's state in the database."""
    found = lists.parcel(hub.desk, parcel.id)
    assert found is not None
    return found.state


def test_the_newest_comes_first_in_words(page: Journee) -> None:
    assert results(page)[:3] == ["Code inconnu", "Remis", "Remis"]
    second = page.list.journal.rows[1]
    assert subject(page.words, second) == ("Paul Garnier", "n° 4102 · Maison Iris")
    assert detail(page.words, second) == "sans scanner"
    assert "Poste 2 · Camille" in spoken(page.words, second)
    assert detail(page.words, page.list.journal.rows[0]) == "au comptoir"


def test_nothing_is_chosen_by_itself(page: Journee) -> None:
    assert page.list.current is None
    assert not page.parcel_card.isVisibleTo(page)


def test_todays_figures(page: Journee, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.today.figures["collected_today"].text() == "2")
    assert page.today.figures["ready"].text() == "0"


def test_f3_goes_through_handovers_and_refusals(page: Journee, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Key.Key_F3)
    read(page, Kind.HANDOVERS, qtbot)
    assert results(page) == ["Remis", "Remis"]
    keys.press(Key.Key_F3)
    read(page, Kind.REFUSALS, qtbot)
    assert results(page) == ["Code inconnu"]
    keys.press(Key.Key_F3)
    read(page, Kind.ALL, qtbot)


def test_a_finger_on_a_chip_does_the_same(page: Journee, qtbot: QtBot) -> None:
    QTest.mouseClick(page.chips[Kind.REFUSALS], Qt.MouseButton.LeftButton)
    read(page, Kind.REFUSALS, qtbot)
    assert page.chips[Kind.REFUSALS].isChecked()
    assert not page.chips[Kind.ALL].isChecked()


def test_an_import_is_one_line_and_its_cancellations_are_no_refusals(hub: Hub, page: Journee, qtbot: QtBot) -> None:
    shop = hub.shops["Maison Iris"].id
    orders = [Announcement(f"I-{n}", f"Client {n}", email=f"c{n}@exemple.fr") for n in range(30)]
    announce.import_orders(hub.desk, shop, orders)
    hub.later(minutes=1)
    announce.import_orders(hub.desk, shop, [Announcement("I-3", "Client 3", cancelled=True)])
    page.session.tell_changed(Change.PARCELS)
    qtbot.waitUntil(lambda: results(page)[:2] == ["Annulé", "Annoncé"])
    assert subject(page.words, page.list.journal.rows[1])[0] == "30 colis"
    page.choose(Kind.REFUSALS)
    read(page, Kind.REFUSALS, qtbot)
    assert results(page) == ["Code inconnu"]


def test_more_is_shown_on_demand(hub: Hub, page: Journee, keys: Keys, qtbot: QtBot) -> None:
    parcel = hub.ready("Anne Moreau")
    for n in range(STEP):
        receive.move(hub.desk, parcel.id, ("A-02", "B-03")[n % 2])
    page.refresh()
    qtbot.waitUntil(lambda: len(page.list.journal.rows) == STEP)
    assert page.action_bar.button("F8") is not None
    keys.press(Key.Key_F8)
    qtbot.waitUntil(lambda: len(page.list.journal.rows) > STEP)
    assert page.action_bar.button("F8") is None


def test_refusals_are_found_behind_many_other_lines(hub: Hub, page: Journee, qtbot: QtBot) -> None:
    parcel = hub.ready("Anne Moreau")
    for n in range(3 * STEP):
        receive.move(hub.desk, parcel.id, ("A-02", "B-03")[n % 2])
    page.choose(Kind.REFUSALS)
    read(page, Kind.REFUSALS, qtbot)
    assert results(page) == ["Code inconnu"]


def test_the_chosen_handover_is_taken_back_with_a_ready_reason(
    hub: Hub, page: Journee, window: Window, handed: list[Parcel], keys: Keys, qtbot: QtBot
) -> None:
    go_to(page, window, "Remis")
    QTest.keyClick(window.windowHandle(), Key.Key_Down)
    button = page.action_bar.button("F9")
    assert button is not None
    assert button.text() == "Annuler cette remise"
    begin_undo(page, keys, qtbot)
    assert page.undo.customer.text() == "Éloïse Lefèvre"
    keys.type("1")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.band.title == "Remise annulée")
    assert page.band.figure == "A-12"
    assert [state(hub, parcel) for parcel in handed] == [State.READY, State.COLLECTED]
    assert [remark.text for remark in returns.notes(hub.desk, handed[0].id)] == ["Remis au mauvais client"]
    qtbot.waitUntil(lambda: results(page)[0] == "Remise annulée")


def test_without_a_choice_the_last_handover_of_this_counter_is_meant(
    hub: Hub, page: Journee, handed: list[Parcel], keys: Keys, qtbot: QtBot
) -> None:
    begin_undo(page, keys, qtbot)
    assert page.undo.customer.text() == "Paul Garnier"
    keys.type("Il a changé d’avis")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.band.title == "Remise annulée")
    assert state(hub, handed[1]) is State.READY
    assert [remark.text for remark in returns.notes(hub.desk, handed[1].id)] == ["Il a changé d’avis"]


def test_without_a_reason_nothing_happens(
    hub: Hub, page: Journee, handed: list[Parcel], keys: Keys, qtbot: QtBot
) -> None:
    begin_undo(page, keys, qtbot)
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Escape)
    qtbot.waitUntil(page.list.hasFocus)
    assert state(hub, handed[1]) is State.COLLECTED


def test_a_scanned_label_shows_its_parcel_which_can_then_be_taken_back(
    page: Journee, handed: list[Parcel], keys: Keys, answered: Answered, qtbot: QtBot
) -> None:
    keys.scan(handed[0].id)
    answered()
    assert page.parcel_card.isVisibleTo(page)
    assert page.parcel_card.customer.text() == "Éloïse Lefèvre"
    begin_undo(page, keys, qtbot)
    assert page.undo.customer.text() == "Éloïse Lefèvre"


def test_a_label_nobody_knows_is_said_so(page: Journee, keys: Keys, answered: Answered, sounds: list[Tone]) -> None:
    keys.scan(codes.new_parcel_id())
    answered()
    assert page.band.title == "Étiquette inconnue"
    assert sounds == [Tone.NO]
    keys.press(Key.Key_Escape)
    assert not page.band.isVisibleTo(page)


def test_other_scans_are_told_what_belongs_here(page: Journee, window: Window, keys: Keys, answered: Answered) -> None:
    keys.scan(codes.new_shelf_tag())
    answered()
    assert window.status.note.text() == "Ici, scannez l’étiquette d’un colis."


def test_a_handover_that_another_counter_has_undone_is_not_undone_twice(
    hub: Hub, page: Journee, window: Window, handed: list[Parcel], keys: Keys, qtbot: QtBot
) -> None:
    begin_undo(page, keys, qtbot)
    undo.undo(hub.desk, handed[1].id, "déjà fait")
    keys.type("2")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.band.tone is Tone.NO and page.band.isVisibleTo(page))
    assert journal.entries(hub.desk, 1)[0].verdict is Verdict.CANNOT_UNDO


def test_an_empty_journal_says_what_will_stand_there(window: Window, qtbot: QtBot) -> None:
    page = window.open_page("journee")
    assert isinstance(page, Journee)
    read(page, Kind.ALL, qtbot)
    assert page.nothing.accessibleName() == "Rien pour l’instant"
    page.choose(Kind.REFUSALS)
    read(page, Kind.REFUSALS, qtbot)
    assert page.nothing.accessibleName() == "Aucun refus"


def test_the_language_changes_at_once(page: Journee, window: Window) -> None:
    window.words.switch("en")
    assert page.chips[Kind.HANDOVERS].text() == "Handovers"
    assert results(page)[0] == "Unknown code"
    button = page.action_bar.button("F9")
    assert button is not None
    assert button.text() == "Undo the last handover"
