"""What one counter does is on the other's screen by itself: two windows, one database, real keys."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import hubs, journal, setup, undo
from desk_app.domain.states import State
from desk_app.domain.values import Parcel, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.ui.pages.comptoir import Comptoir, Mode
from desk_app.ui.session import Change, Session
from desk_app.ui.window import Window
from tests.ui.asking import question, state
from tests.ui.conftest import ELOISE, Keys
from tests.ui.counters import Counter, listen
from tests.ui.hub import NOON, Hub

Key = Qt.Key
AT = f"{NOON.astimezone():%H:%M}"
See = Callable[[Callable[[], bool]], None]


@pytest.fixture
def hub(prepared_url: str) -> Iterator[Hub]:
    """A hub on each database."""
    made = Hub(prepared_url)
    yield made
    made.close()


@pytest.fixture
def see(qtbot: QtBot) -> See:
    """Waits until something is seen."""
    return lambda seen: qtbot.waitUntil(seen, timeout=20_000)


@pytest.fixture
def page(window: Window, session: Session, qtbot: QtBot) -> Comptoir:
    """The counter's page of Poste 2, where Camille stands; it listens."""
    listen(session, qtbot)
    assert isinstance(window.page, Comptoir)
    return window.page


@pytest.fixture
def lea(hub: Hub, page: Comptoir, tmp_path: Path, qtbot: QtBot) -> Iterator[Counter]:
    """Léa at Poste 1."""
    made = Counter(hub, tmp_path / "lea", qtbot)
    yield made
    made.close()


def also(page: Comptoir) -> str:
    """Who else has the card open, as it says."""
    return page.pickup_card.others.text() if page.pickup_card.others.isVisible() else ""


def test_a_handover_at_another_counter_is_among_the_last_ones_here(
    page: Comptoir, lea: Counter, book: Parcel, see: See
) -> None:
    lea.keys.scan(book.pickup_code)
    lea.keys.scan(book.id)
    see(lambda: [row[0] for row in page.recent.texts] == [ELOISE])
    see(lambda: page.today.figures["collected_today"].text() == "1")


def test_two_counters_with_the_same_pickup_see_each_other_until_one_leaves(
    page: Comptoir, lea: Counter, keys: Keys, book: Parcel, see: See
) -> None:
    lea.keys.scan(book.pickup_code)
    keys.scan(book.pickup_code)
    see(lambda: also(page) == f"Poste 1 (Léa) l’a ouvert aussi, depuis\u00a0{AT}")
    see(lambda: also(lea.page) == f"Poste 2 (Camille) l’a ouvert aussi, depuis\u00a0{AT}")
    lea.keys.press(Key.Key_Escape)
    see(lambda: page.mode is Mode.OPEN and also(page) == "")


def test_who_hands_over_first_wins_and_the_other_screen_says_so(
    page: Comptoir, lea: Counter, keys: Keys, hub: Hub, book: Parcel, see: See
) -> None:
    keys.scan(book.pickup_code)
    see(lambda: page.mode is Mode.OPEN)
    lea.keys.scan(book.pickup_code)
    lea.keys.scan(book.id)
    see(lambda: page.band.title == "Remis à un autre poste")
    assert page.band.sentence == f"Poste 1 (Léa) a remis un colis à {AT}. Il n’y a plus rien à remettre ici."
    (tile,) = (tile.view for tile in page.tiles.tiles)
    assert tile is not None
    assert tile.done
    assert re.fullmatch(rf"Remis .*{AT}, Poste 1 \(Léa\)", tile.chips[0][0])
    keys.scan(book.id)
    see(lambda: page.band.title == "Déjà remis")
    assert [line.verdict for line in journal.entries(hub.desk, 100)].count(Verdict.COLLECTED) == 1


def test_what_is_left_can_still_be_handed_over_here(
    page: Comptoir, lea: Counter, keys: Keys, hub: Hub, book: Parcel, see: See
) -> None:
    second = hub.ready(ELOISE, "Maison Iris", "B-03")
    keys.scan(book.pickup_code)
    see(lambda: page.mode is Mode.OPEN)
    lea.keys.scan(book.pickup_code)
    lea.keys.scan(book.id)
    see(lambda: page.band.sentence.endswith("Il en reste 1 à remettre ici."))
    keys.press(Key.Key_Return)
    see(lambda: page.band.title == "Tout est remis")
    assert state(hub, book, second) == [State.COLLECTED] * 2
    assert [p.id for p in page.visit.given] == [second.id] if page.visit else False


def test_a_question_about_what_has_gone_asks_for_nothing_any_more(
    page: Comptoir, lea: Counter, keys: Keys, wine: Parcel, see: See
) -> None:
    keys.scan(wine.pickup_code)
    keys.scan(wine.id)
    see(lambda: question(page) is Verdict.AGE_CHECK)
    lea.keys.scan(wine.pickup_code)
    lea.keys.scan(wine.id)
    see(lambda: question(lea.page) is Verdict.AGE_CHECK)
    lea.keys.press(Key.Key_Return)
    see(lambda: page.band.title == "Remis à un autre poste")
    assert page.mode is Mode.OPEN
    assert question(page) is None


def test_a_question_about_something_else_stays_open(
    page: Comptoir, lea: Counter, keys: Keys, hub: Hub, wine: Parcel, book: Parcel, see: See
) -> None:
    keys.scan(wine.pickup_code)
    keys.scan(wine.id)
    see(lambda: question(page) is Verdict.AGE_CHECK)
    lea.keys.scan(book.pickup_code)
    lea.keys.scan(book.id)
    see(lambda: page.band.title == "Remis à un autre poste")
    assert question(page) is Verdict.AGE_CHECK
    keys.press(Key.Key_Return)
    see(lambda: state(hub, wine) == [State.COLLECTED])


def test_what_is_typed_into_a_panel_stays_and_the_news_are_behind_it(
    page: Comptoir, lea: Counter, keys: Keys, book: Parcel, see: See
) -> None:
    keys.scan(book.pickup_code)
    see(lambda: page.mode is Mode.OPEN)
    page.window().activateWindow()  # both have the screen here; elsewhere each has its own
    keys.press(Key.Key_F6)
    see(page.proxy.field.hasFocus)
    keys.type("Paul")
    lea.keys.scan(book.pickup_code)
    lea.keys.scan(book.id)
    see(lambda: page.visit is not None and bool(page.visit.taken))
    assert page.mode is Mode.PROXY
    assert page.proxy.field.text() == "Paul"
    assert not page.band.isVisible()
    keys.press(Key.Key_Escape)
    assert page.band.title == "Remis à un autre poste"


def test_what_comes_for_the_customer_meanwhile_has_a_tile_of_its_own(
    page: Comptoir, keys: Keys, hub: Hub, book: Parcel, see: See
) -> None:
    keys.scan(book.pickup_code)
    see(lambda: page.mode is Mode.OPEN)
    second = hub.ready(ELOISE, "Maison Iris", "B-03")
    see(lambda: [t.view.parcel_id for t in page.tiles.tiles if t.view] == [book.id, second.id])


def test_a_handover_that_is_taken_back_elsewhere_is_to_be_had_again(
    page: Comptoir, lea: Counter, keys: Keys, hub: Hub, book: Parcel, see: See
) -> None:
    keys.scan(book.pickup_code)
    see(lambda: page.mode is Mode.OPEN)
    lea.keys.scan(book.pickup_code)
    lea.keys.scan(book.id)
    see(lambda: page.visit is not None and book.id in page.visit.taken)
    undo.undo(lea.session.desk(), book.id, "Erreur de client")
    see(lambda: page.visit is not None and page.visit.taken == {} and len(page.serving.left()) == 1)


def test_a_window_that_closes_leaves_its_card(page: Comptoir, lea: Counter, keys: Keys, book: Parcel, see: See) -> None:
    lea.keys.scan(book.pickup_code)
    keys.scan(book.pickup_code)
    see(lambda: also(page) != "")
    lea.window.close()
    see(lambda: also(page) == "")


def test_a_counter_that_goes_to_another_hub_hears_that_one(
    hub: Hub, page: Comptoir, session: Session, qtbot: QtBot
) -> None:
    there = replace(hub.desk, hub_id=str(hubs.add(hub.desk, "Halle de Poitiers").args["id"]))
    session.set_desk(there)
    assert page.session.desk() is there
    with qtbot.waitSignal(session.changed, timeout=20_000, check_params_cb=lambda changes: Change.SHOPS in changes):
        setup.save_shop(there, Shop("", "Volée"))
