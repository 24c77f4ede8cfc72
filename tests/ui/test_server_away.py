"""The whole window while its server goes and comes back: real keys, a real server, a wire that is cut."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url

from desk_app.counter import check_out, incidents
from desk_app.counter.desk import open_desk
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Tone
from desk_app.i18n import Texts
from desk_app.settings import Settings
from desk_app.store import postgres
from desk_app.store.shared import SharedStore
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from desk_app.ui.words import Words
from tests.end_to_end.relay import Relay, relay
from tests.ui.conftest import ELOISE, Keys
from tests.ui.counters import listen
from tests.ui.hub import Hub

pytestmark = pytest.mark.parametrize("prepared_url", ["postgresql"], indirect=True)
See = Callable[[Callable[[], bool]], None]


@pytest.fixture
def hub(prepared_url: str) -> Iterator[Hub]:
    """A hub on a server."""
    made = Hub(prepared_url)
    yield made
    made.close()


@pytest.fixture
def book(hub: Hub) -> Parcel:
    """What waits for Éloïse."""
    return hub.ready(ELOISE)


@pytest.fixture
def wire(hub: Hub) -> Iterator[Relay]:
    with relay(make_url(hub.store.url).port or 0) as made:
        yield made


@pytest.fixture
def session(
    hub: Hub,
    book: Parcel,
    wire: Relay,
    settings: Settings,
    tmp_path: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Session]:
    """A session of a counter with a copy, at the end of the wire; bugs fail the test."""
    bugs: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: bugs.append(error))
    url = make_url(hub.store.url).set(port=wire.port)
    with closing(SharedStore(url, tmp_path / "copy.sqlite", lambda: hub.now)) as store:
        made = Session(Words(Texts("fr")), settings, lambda: open_desk(store, "Poste 9", "Zoé", lambda: hub.now))
        yield made
        made.close()
    assert bugs == []


@pytest.fixture
def see(window: Window, session: Session, qtbot: QtBot) -> See:
    """Waits until something is seen; the session listens by now."""
    listen(session, qtbot)
    return lambda seen: qtbot.waitUntil(seen, timeout=20_000)


def test_the_clerk_serves_on_and_all_is_passed_on(
    window: Window, session: Session, keys: Keys, hub: Hub, wire: Relay, book: Parcel, see: See
) -> None:
    wire.refuse()
    keys.scan(book.pickup_code)
    see(lambda: window.page.band.tone is Tone.YES)
    see(window.strip.isVisible)
    keys.scan(book.id)
    see(lambda: "(1 action)" in window.strip.text)
    assert hub.parcel(book.id).state is State.READY
    wire.mend()
    see(lambda: "1 action transmise" in window.strip.text)
    assert hub.parcel(book.id).state is State.COLLECTED
    see(lambda: session.alone_since is None)


def test_a_server_that_hangs_keeps_nobody_waiting(
    window: Window,
    keys: Keys,
    wire: Relay,
    book: Parcel,
    see: See,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It takes what is said and never answers: the screen paints on, the counter goes on by itself."""
    for limit in ("SILENT_SECONDS", "PROBE_SECONDS", "CONNECT_SECONDS"):
        monkeypatch.setattr(postgres, limit, 0.4)
    wire.block()
    keys.scan(book.pickup_code)
    see(lambda: window.page.band.tone is Tone.YES)
    see(window.strip.isVisible)


def test_given_at_two_counters_is_seen(
    window: Window, keys: Keys, hub: Hub, wire: Relay, book: Parcel, see: See
) -> None:
    wire.refuse()
    keys.scan(book.pickup_code)
    see(window.strip.isVisible)
    keys.scan(book.id)
    check_out.hand_over(hub.desk, book.pickup_code)
    see(lambda: "(1 action)" in window.strip.text)
    wire.mend()
    see(window.status.incidents.isVisible)
    assert "1 incident à régler" in window.strip.text
    assert len(incidents.unsolved(hub.desk)) == 1
