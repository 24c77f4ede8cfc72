"""The counter's page on a real store, worked by keys and scans alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out, journal, lists
from desk_app.domain import codes
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Tone
from desk_app.domain.zones import Zone
from desk_app.ui.pages.comptoir import Comptoir, Mode
from desk_app.ui.printing import Labels
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
def three(hub: Hub) -> list[Parcel]:
    """Three parcels of one customer, in the order in which they are fetched."""
    cheese = hub.ready(ELOISE, "Fromagerie du Marché", "F-02", zone=Zone.CHILLED)
    iris = hub.ready(ELOISE, "Maison Iris", "B-03")
    plume = hub.ready(ELOISE, "La Belle Plume", "A-12")
    return [plume, iris, cheese]


def state(hub: Hub, parcel: Parcel) -> State:
    """The state of a parcel in the store."""
    stored = lists.parcel(hub.desk, parcel.id)
    assert stored is not None
    return stored.state


def ticks(page: Comptoir) -> list[bool]:
    """Which tiles are ticked off."""
    return [bool(tile.view and tile.view.done) for tile in page.tiles.tiles]


def band(page: Comptoir) -> tuple[Tone, str, str]:
    """What the band says."""
    assert page.band.isVisible()
    return page.band.tone, page.band.title, page.band.figure


def test_a_code_shows_the_customers_parcels_in_shelf_order_chilled_last(
    page: Comptoir, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    keys.scan(three[0].pickup_code)
    answered()
    assert [tile.view.shelf for tile in page.tiles.tiles if tile.view] == ["A-12", "B-03", "F-02"]
    assert band(page) == (Tone.YES, ELOISE, "0 / 3")
    assert [tile.view.current for tile in page.tiles.tiles if tile.view] == [True, False, False]


def test_each_label_ticks_its_parcel_off_and_the_last_one_closes_the_pickup(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered, sounds: list[Tone]
) -> None:
    keys.scan(three[0].pickup_code)
    for done, parcel in enumerate(three, start=1):
        keys.scan(parcel.id)
        answered()
        assert state(hub, parcel) is State.COLLECTED
        assert page.band.figure == f"{done} / 3"
    assert ticks(page) == [True, True, True]
    assert band(page)[:2] == (Tone.YES, "Tout est remis")
    assert "Bonne journée" in page.band.sentence
    assert sounds == [Tone.YES] * 4
    assert {entry.detail for entry in journal.entries(hub.desk) if entry.action == "hand_over"} == {"scanned"}


def test_a_ticked_parcel_keeps_its_place_and_its_shelf(
    page: Comptoir, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    keys.scan(three[0].pickup_code)
    answered()
    tiles = list(page.tiles.tiles)
    keys.scan(three[1].id)
    answered()
    assert [tile.view.shelf for tile in page.tiles.tiles if tile.view] == ["A-12", "B-03", "F-02"]
    assert list(page.tiles.tiles) == tiles  # the same widgets, filled again


def test_enter_hands_over_all_that_is_left_and_the_journal_says_unscanned(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered, qtbot: QtBot
) -> None:
    keys.scan(three[0].pickup_code)
    keys.scan(three[0].id)
    answered()
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: ticks(page) == [True, True, True])
    details = [e.detail for e in journal.entries(hub.desk) if e.action == "hand_over"]
    assert sorted(details) == ["scanned", "unscanned", "unscanned"]


@pytest.mark.parametrize("after_ms", [0, 10, 390])
def test_a_scanner_that_sends_two_enters_hands_nothing_over(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered, after_ms: int
) -> None:
    keys.scan(three[0].pickup_code)
    answered()
    keys.press(Key.Key_Enter, after_ms)
    assert {state(hub, parcel) for parcel in three} == {State.READY}


def test_enter_before_the_answer_hands_nothing_over(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    other = hub.ready("Paul Garnier")
    keys.scan(other.pickup_code)
    answered()
    keys.scan(three[0].pickup_code)
    keys.press(Key.Key_Return, 10_000)
    answered()
    assert state(hub, other) is State.READY
    assert {state(hub, parcel) for parcel in three} == {State.READY}


def test_scans_faster_than_the_answers_are_answered_in_order(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered, sounds: list[Tone]
) -> None:
    other = hub.ready("Paul Garnier")
    for code in (three[0].pickup_code, *(p.id for p in three), other.pickup_code, other.id):
        keys.scan(code)
    answered()
    assert {state(hub, parcel) for parcel in [*three, other]} == {State.COLLECTED}
    assert len(sounds) == 6


def test_somebody_elses_parcel_is_refused_and_the_band_says_where_it_belongs(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered, sounds: list[Tone]
) -> None:
    other = hub.ready("Paul Garnier", shelf="C-07")
    keys.scan(three[0].pickup_code)
    keys.scan(other.id)
    answered()
    assert band(page) == (Tone.NO, f"Ce colis n’est pas pour {ELOISE}", "C-07")
    assert page.band.figure_word == "à reposer"
    assert ticks(page) == [False, False, False]
    assert state(hub, other) is State.READY
    assert sounds[-1] is Tone.NO
    keys.scan(three[0].id)
    answered()
    assert ticks(page) == [True, False, False]


def test_a_new_customers_code_puts_the_last_pickup_away(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    other = hub.ready("Paul Garnier")
    keys.scan(three[0].pickup_code)
    keys.scan(other.pickup_code)
    answered()
    assert [tile.view.parcel_id for tile in page.tiles.tiles if tile.view] == [other.id]
    assert page.pickup_card.customer.text() == "Paul Garnier"


def test_a_refused_code_leaves_nothing_of_the_last_customer_open(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    keys.scan(three[0].pickup_code)
    keys.scan(codes.new_pickup_code())
    answered()
    assert band(page)[:2] == (Tone.NO, "Code inconnu")
    assert page.mode is Mode.IDLE
    keys.press(Key.Key_Return)
    assert {state(hub, parcel) for parcel in three} == {State.READY}


def test_a_used_code_shows_the_handovers_up_to_now(
    page: Comptoir, keys: Keys, three: list[Parcel], answered: Answered, qtbot: QtBot
) -> None:
    keys.scan(three[0].pickup_code)
    answered()
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: ticks(page) == [True, True, True])
    keys.scan(three[0].pickup_code)
    answered()
    assert (page.mode, band(page)[1]) == (Mode.IDLE, "Déjà remis")
    qtbot.waitUntil(lambda: [left for left, _right in page.recent.texts] == [ELOISE])


def test_a_misread_code_leaves_the_open_pickup_as_it_is(
    page: Comptoir, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    code = three[0].pickup_code
    keys.scan(code)
    keys.scan(code[:-1] + next(c for c in codes.ALPHABET if c != code[-1]))
    answered()
    assert band(page)[:2] == (Tone.NO, "Code mal lu")
    assert len(page.tiles.tiles) == 3


def test_the_same_label_read_twice_changes_nothing(
    page: Comptoir, keys: Keys, three: list[Parcel], answered: Answered, sounds: list[Tone]
) -> None:
    keys.scan(three[0].pickup_code)
    keys.scan(three[0].id)
    keys.scan(three[0].id)
    answered()
    assert ticks(page) == [True, False, False]
    assert sounds == [Tone.YES, Tone.YES]


def test_a_label_with_nothing_open_shows_whose_it_is_and_hands_nothing_over(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    keys.scan(three[1].id)
    answered()
    assert page.pickup_card.customer.text() == ELOISE
    assert ticks(page) == [False, False, False]
    assert state(hub, three[1]) is State.READY


def test_after_the_last_parcel_the_next_label_is_looked_up(
    page: Comptoir, hub: Hub, keys: Keys, answered: Answered
) -> None:
    mine, other = hub.ready(ELOISE), hub.ready("Paul Garnier")
    keys.scan(mine.pickup_code)
    keys.scan(mine.id)
    keys.scan(other.id)
    answered()
    assert band(page)[:2] == (Tone.YES, "Paul Garnier")
    assert state(hub, other) is State.READY


def test_what_has_not_come_yet_is_said_under_the_tiles(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    hub.announce(ELOISE, "Maison Iris", reference="V-552")
    keys.scan(three[0].pickup_code)
    answered()
    assert page.band.tone is Tone.YES
    assert "Maison Iris (n° V-552)" in page.tiles.footer.text()
    assert page.tiles.footer.isVisible()


def test_a_code_that_comes_too_early_is_told_so(page: Comptoir, hub: Hub, keys: Keys, answered: Answered) -> None:
    keys.scan(hub.announce(ELOISE).pickup_code)
    answered()
    assert band(page) == (Tone.LOOK, "Pas encore arrivé", "")


def test_a_used_code_says_when_and_where(page: Comptoir, hub: Hub, keys: Keys, answered: Answered) -> None:
    code = hub.ready(ELOISE).pickup_code
    check_out.hand_over(hub.desk, code)
    keys.scan(code)
    answered()
    assert band(page)[:2] == (Tone.NO, "Déjà remis")
    assert "Poste 2, Camille" in page.band.sentence
    assert page.mode is Mode.IDLE


def test_chilled_goods_past_their_limit_are_barred_and_the_rest_is_handed_over(
    page: Comptoir, hub: Hub, keys: Keys, answered: Answered, qtbot: QtBot
) -> None:
    cheese = hub.ready(ELOISE, "Fromagerie du Marché", zone=Zone.CHILLED)
    hub.later(hours=30)
    book = hub.ready(ELOISE)
    keys.scan(book.pickup_code)
    answered()
    assert [bool(tile.view and tile.view.barred) for tile in page.tiles.tiles] == [False, True]
    assert page.band.figure == "0 / 1"
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: ticks(page) == [True, False])
    assert state(hub, cheese) is State.READY


def test_escape_puts_the_pickup_away(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    keys.scan(three[0].pickup_code)
    answered()
    keys.press(Key.Key_Escape)
    assert page.mode is Mode.IDLE
    assert not page.band.isVisible()
    keys.press(Key.Key_Return)
    assert {state(hub, parcel) for parcel in three} == {State.READY}


def test_idle_shows_the_day_and_the_last_handovers(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered, qtbot: QtBot
) -> None:
    keys.scan(three[0].pickup_code)
    answered()
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: ticks(page) == [True, True, True])
    keys.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: [left for left, _right in page.recent.texts] == [ELOISE])
    assert page.recent.texts[0][1].startswith("3 colis · ")
    qtbot.waitUntil(lambda: page.today.figures["collected_today"].text() == "3")


def test_f5_prints_the_slip_of_the_open_pickup(
    page: Comptoir, window: Window, keys: Keys, three: list[Parcel], answered: Answered, qtbot: QtBot
) -> None:
    printed: list[str] = []
    window.session.print_slip = lambda pickup: printed.append(pickup.customer)
    keys.press(Key.Key_F5)
    keys.scan(three[0].pickup_code)
    answered()
    keys.press(Key.Key_F5)
    assert printed == [ELOISE]


def test_without_a_printer_the_slip_says_where_its_pdf_is(
    page: Comptoir, window: Window, keys: Keys, three: list[Parcel], answered: Answered, qtbot: QtBot
) -> None:
    Labels.of(window.session)
    keys.scan(three[0].pickup_code)
    answered()
    keys.press(Key.Key_F5)
    qtbot.waitUntil(lambda: "Bon en PDF" in window.status.note.text())


def test_a_shelf_label_is_explained(page: Comptoir, keys: Keys, answered: Answered, sounds: list[Tone]) -> None:
    keys.scan(codes.new_shelf_tag())
    answered()
    assert band(page)[0] is Tone.LOOK
    assert sounds == [Tone.LOOK]


def test_more_tiles_than_fit_keep_the_current_one_in_sight(
    page: Comptoir, hub: Hub, keys: Keys, answered: Answered, qtbot: QtBot
) -> None:
    many = [hub.ready(ELOISE, shelf="A-12") for _ in range(12)]
    keys.scan(many[0].pickup_code)
    answered()
    for tile in list(page.tiles.tiles)[:11]:
        assert tile.view is not None
        keys.scan(tile.view.parcel_id)
    answered()
    last = page.tiles.tiles[11]
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())
    assert last.view is not None
    assert last.view.current


def test_everything_speaks_english_at_once(
    page: Comptoir, window: Window, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    hub.announce(ELOISE)
    keys.scan(three[0].pickup_code)
    answered()
    window.words.switch("en")
    assert "parcels ready" in page.band.sentence
    assert page.band.figure_word == "handed over"
    assert page.tiles.footer.text().startswith("Not here yet")
    assert page.pickup_card.heading.text() == "Pickup"
    assert page.tiles.tiles[2].view is not None
    assert page.tiles.tiles[2].view.zone_text == "chilled · last"
    button = page.action_bar.button("Enter")
    assert button is not None
    assert button.text() == "Hand over all"
    assert window.rail.buttons[0].text() == "Counter"


def test_a_second_counter_that_was_faster_is_named(
    page: Comptoir, hub: Hub, keys: Keys, three: list[Parcel], answered: Answered
) -> None:
    keys.scan(three[0].pickup_code)
    answered()
    check_out.hand_over(replace(hub.desk, counter="Poste 1", clerk="Idriss"), three[0].pickup_code, [three[1].id])
    keys.scan(three[1].id)
    answered()
    assert band(page)[:2] == (Tone.NO, "Déjà remis")
    assert "Poste 1, Idriss" in page.band.sentence
    assert len(page.tiles.tiles) == 3
