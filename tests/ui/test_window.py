"""What the window itself shows: the opening store, an unreachable one, troubles, badges, pages."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import journal, lists
from desk_app.counter.desk import Desk
from desk_app.domain.states import State
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.domain.verdicts import Tone
from desk_app.i18n import Texts
from desk_app.settings import Settings
from desk_app.store.errors import DatabaseOffline
from desk_app.ui.pages.comptoir import Comptoir
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from desk_app.ui.words import Words
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Answered = Callable[[], None]


class Cable:
    """A store whose cable can be pulled; ``after`` pulls it when the work is done but not answered yet."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.pulled = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def read(self, query: Any) -> Any:
        """As the store does."""
        if self.pulled:
            raise DatabaseOffline(Reason("errors.database_unreachable", {"database": "hub"}))
        return self._store.read(query)

    def write(self, action: Any, *, alone: bool = False) -> Any:
        """As the store does."""
        if self.pulled == "before":
            return self.read(None)
        done = self._store.write(action, alone=alone)
        return self.read(None) if self.pulled else done


@pytest.fixture
def cable(hub: Hub) -> Cable:
    """The cable of the hub's database."""
    return Cable(hub.store)


@pytest.fixture
def online(session: Session, window: Window, cable: Cable) -> Window:
    """The window, its database at the end of that cable."""
    session.set_desk(replace(session.desk(), store=cable))  # type: ignore[arg-type]
    return window


def counter(window: Window) -> Comptoir:
    """The counter's page."""
    assert isinstance(window.page, Comptoir)
    return window.page


def test_an_unreachable_database_is_said_calmly_and_comes_back(
    online: Window, cable: Cable, hub: Hub, keys: Keys, answered: Answered, qtbot: QtBot
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    keys.scan(parcel.pickup_code)
    answered()
    cable.pulled = "before"
    keys.scan(parcel.id)
    answered()
    page = counter(online)
    assert online.banner.isVisible()
    assert (page.band.tone, page.band.title) == (Tone.NO, "Base de données injoignable")
    assert "Rien n’a été perdu" in page.band.sentence
    assert not online.status.database.well
    assert len(page.tiles.tiles) == 1  # what is shown stays readable
    cable.pulled = ""
    keys.press(Key.Key_F12)
    qtbot.waitUntil(lambda: not online.banner.isVisible())
    keys.scan(parcel.id)
    answered()
    assert page.band.title == "Tout est remis"


def test_a_handover_whose_answer_got_lost_is_not_done_twice(
    online: Window, cable: Cable, hub: Hub, keys: Keys, answered: Answered
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    keys.scan(parcel.pickup_code)
    answered()
    cable.pulled = "after"
    keys.scan(parcel.id)
    answered()
    assert counter(online).band.title == "Base de données injoignable"
    cable.pulled = ""
    keys.scan(parcel.id)
    answered()
    assert counter(online).band.title == "Tout est remis"
    entries = [e for e in journal.entries(hub.desk) if e.action == "hand_over"]
    assert len(entries) == 1
    stored = lists.parcel(hub.desk, parcel.id)
    assert stored is not None
    assert stored.state is State.COLLECTED


@pytest.fixture
def slow(hub: Hub, qtbot: QtBot, settings: Settings) -> Iterator[tuple[Window, threading.Event]]:
    """A window that is shown while its store is still being opened."""
    may_open = threading.Event()

    def open_desk() -> Desk:
        may_open.wait(30)
        return hub.open_desk()

    session = Session(Words(Texts("fr")), settings, open_desk)
    window = Window(session)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    session.open()
    yield window, may_open
    may_open.set()
    session.close()


def test_scans_made_while_the_store_is_being_opened_are_answered_afterwards(
    slow: tuple[Window, threading.Event], hub: Hub, qtbot: QtBot
) -> None:
    window, may_open = slow
    assert window.status.database.text == "Ouverture de la base…"
    Keys(window).scan(hub.ready("Éloïse Lefèvre").pickup_code)
    qtbot.waitUntil(lambda: window.scan_bar.hint == "un instant…")
    may_open.set()
    qtbot.waitUntil(counter(window).band.isVisible)
    assert counter(window).band.title == "Éloïse Lefèvre"
    assert window.status.database.text == "Base à jour"
    assert window.status.place.text() == "Poste 2 · Camille"
    qtbot.waitUntil(lambda: window.scan_bar.hint == "code de retrait")


def test_a_store_that_cannot_be_opened_says_why_and_is_tried_again(hub: Hub, qtbot: QtBot, settings: Settings) -> None:
    answers: list[Exception | Desk] = [
        EnvironmentTrouble(Reason("errors.database_newer", {"database": "hub.sqlite"})),
        hub.desk,
    ]

    def open_desk() -> Desk:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    session = Session(Words(Texts("fr")), settings, open_desk)
    window = Window(session)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    session.open()
    qtbot.waitUntil(window.banner.isVisible)
    assert "version plus récente" in window.banner.words.sentence
    assert window.banner.button.text() == "Réessayer"
    with qtbot.waitSignal(session.opened):
        Keys(window).press(Key.Key_F12)
    assert not window.banner.isVisible()
    session.close()


def test_a_trouble_stays_until_it_is_put_away(window: Window, keys: Keys) -> None:
    window.session.troubled.emit("Le disque est plein.")
    assert window.banner.words.sentence == "Le disque est plein."
    keys.press(Key.Key_F12)
    assert not window.banner.isVisible()


def test_the_rail_says_how_much_waits(window: Window, hub: Hub, qtbot: QtBot) -> None:
    marked = [n for n, entry in enumerate(window.entries) if entry.badge == "expected"]
    if not marked:
        pytest.skip("the page of what is expected is not there")
    hub.announce("Éloïse Lefèvre")
    window.session.retry()
    qtbot.waitUntil(lambda: window.rail.buttons[marked[0]].badge == "1")


def test_a_printer_in_trouble_is_red(window: Window) -> None:
    window.session.printer_changed.emit("Étiquettes : plus de papier", False)
    assert window.status.printer.isVisible()
    assert not window.status.printer.well


def test_closing_the_window_ends_what_runs(window: Window, session: Session, qtbot: QtBot) -> None:
    written = threading.Event()
    session.door.ask(written.set, lambda _none: None)
    window.close()
    assert written.is_set()
    assert session.door.ask(lambda: 1, lambda _one: None).cancelled
