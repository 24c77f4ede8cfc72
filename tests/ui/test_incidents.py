"""Incidents on their page: found, understood, solved once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import incidents
from desk_app.domain.values import Parcel
from desk_app.ui.pages.comptoir import Comptoir
from desk_app.ui.pages.incidents import Incidents
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from tests.ui.conftest import ELOISE, Keys
from tests.ui.hub import NOON, Hub
from tests.ui.test_layout import LONG, clipped, looks
from tests.ui.twice import handed_over_twice

Key = Qt.Key
Settled = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def parcel(hub: Hub) -> Parcel:
    """What was handed over twice."""
    return handed_over_twice(hub)


@pytest.fixture
def page(parcel: Parcel, window: Window, keys: Keys, settled: Settled) -> Incidents:
    """The page, opened by its key."""
    keys.press(Key.Key_8, modifiers=CTRL)
    settled()
    assert isinstance(window.page, Incidents)
    return window.page


def test_one_sentence_says_what_happened_and_what_to_do(page: Incidents) -> None:
    assert page.card.title.text() == f"Remis deux fois · {ELOISE}"
    said = page.card.sentence.text()
    assert "La Belle Plume" in said
    assert "Camille, Poste 2, seul" in said
    assert "Sacha, Poste 1" in said
    assert said.endswith("s’il manque un colis, prévenez la boutique.")


def test_the_story_is_told_in_its_order(page: Incidents, keys: Keys) -> None:
    assert not page.standing.isVisible()  # of one parcel, all is said
    keys.press(Key.Key_Return)
    told = [(what.text().partition("  ")[2], who.text()) for what, who in page.story.lines]
    assert told == [
        ("Annoncé", "Camille, Poste 2"),
        ("Rangé", "Camille, Poste 2"),
        ("Remis", "Sacha, Poste 1"),
        ("Remis, seul", "Camille, Poste 2"),
        ("Retour du serveur", "Déjà remis"),
    ]


def test_of_several_parcels_each_is_named_with_how_it_stands(
    window: Window, hub: Hub, keys: Keys, settled: Settled
) -> None:
    more = hub.ready(ELOISE, "Maison Iris", shelf="A-12")
    handed_over_twice(hub, more=[more])
    page = window.open_page("incidents")
    settled()
    assert isinstance(page, Incidents)
    assert page.card.sentence.text().startswith("La Belle Plume, ")
    assert "1 colis est encore ici" in page.card.sentence.text()
    assert page.standing.isVisible()
    (_twice, how), (_other, where) = page.standing.lines
    assert how.text().startswith("remis par Sacha, Poste 1")
    assert where.text() == "prêt, A-12"
    keys.press(Key.Key_Return)
    assert "1 colis est encore ici" in page.panel.what.text()
    assert page.story.lines[-3][1].text().endswith(" · Sacha, Poste 1")


def test_solved_it_leaves_the_list_and_the_count(
    page: Incidents, window: Window, hub: Hub, keys: Keys, settled: Settled, qtbot: QtBot
) -> None:
    assert window.status.incidents.text == "1 incident"
    keys.press(Key.Key_Return)
    keys.type("rapporté")
    assert incidents.count(hub.desk) == 1
    keys.press(Key.Key_Return)
    settled()
    assert page.band.title == "Incident réglé"
    assert incidents.unsolved(hub.desk) == ()
    assert page.nothing.isVisible()
    qtbot.waitUntil(lambda: not window.status.incidents.isVisible())


def test_nothing_is_solved_without_a_word(page: Incidents, hub: Hub, keys: Keys, settled: Settled) -> None:
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return)
    settled()
    assert page.panel.isVisible()
    keys.press(Key.Key_Escape)
    assert page.list.isVisible()
    assert incidents.count(hub.desk) == 1


def test_whoever_is_late_hears_who_solved_it(page: Incidents, hub: Hub, keys: Keys, settled: Settled) -> None:
    keys.press(Key.Key_Return)
    keys.type("rapporté")
    incidents.solve(hub.desk, incidents.unsolved(hub.desk)[0].id, "retrouvé")
    keys.press(Key.Key_Return)
    settled()
    assert page.band.title == "Déjà réglé"
    assert page.band.sentence.startswith("Camille l’a réglé")


def test_the_pickup_is_opened_from_there(
    page: Incidents, window: Window, keys: Keys, settled: Settled, parcel: Parcel
) -> None:
    keys.press(Key.Key_F5)
    settled()
    assert isinstance(window.page, Comptoir)
    assert window.page.band.title == "Déjà remis"


def test_a_scan_is_for_the_page_below(page: Incidents, window: Window, hub: Hub, keys: Keys, settled: Settled) -> None:
    waiting = hub.ready("Anne Moreau")
    keys.scan(waiting.pickup_code)
    settled()
    assert isinstance(window.page, Comptoir)
    keys.press(Key.Key_8, modifiers=CTRL)
    keys.press(Key.Key_Escape)
    assert isinstance(window.page, Comptoir)


def test_the_status_bar_leads_there(window: Window, session: Session, hub: Hub, settled: Settled, qtbot: QtBot) -> None:
    handed_over_twice(hub)
    session.retry()
    qtbot.waitUntil(window.status.incidents.isVisible)
    QTest.mouseClick(window.status.incidents, Qt.MouseButton.LeftButton)
    assert window.page.NAME == "incidents"


def test_while_alone_the_list_waits_for_the_server(page: Incidents, session: Session, settled: Settled) -> None:
    session.set_alone(NOON, 0)
    assert page.list.isVisible()  # what was read stays readable
    session.set_alone(None)
    settled()
    assert page.list.isVisible()


def test_opened_alone_it_says_that_the_list_waits(window: Window, session: Session, settled: Settled) -> None:
    session.set_alone(NOON, 0)
    page = window.open_page("incidents")
    settled()
    assert isinstance(page, Incidents)
    assert page.nothing.isVisible()
    assert page.nothing.accessibleName() == "Le serveur ne répond pas"


def test_the_language_changes_at_once(page: Incidents, window: Window, keys: Keys) -> None:
    keys.press(Key.Key_Return)
    window.words.switch("en")
    assert page.panel.title.text() == f"Handed over twice · {ELOISE}"


def test_nothing_is_clipped(window: Window, hub: Hub, keys: Keys, settled: Settled, qtbot: QtBot) -> None:
    handed_over_twice(hub, LONG)
    window.open_page("incidents")
    settled()
    for look in looks(window, qtbot):
        assert clipped(window) == [], look
    keys.press(Key.Key_Return)
    for look in looks(window, qtbot):
        assert clipped(window) == [], look
