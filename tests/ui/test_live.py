"""What one counter does is on the other's screen by itself: two windows, one database, real keys, nothing reloaded."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out
from desk_app.ui.live import Live
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from tests.ui.conftest import ELOISE
from tests.ui.hub import Hub

Settled = Callable[[], None]


@pytest.fixture
def hub(prepared_url: str) -> Iterator[Hub]:
    """A hub on each database."""
    made = Hub(prepared_url)
    yield made
    made.close()


@pytest.fixture
def live(session: Session, window: Window, qtbot: QtBot) -> Live:
    """The window's ear, and what it was told at first."""
    with qtbot.waitSignal(session.changed, timeout=20_000):
        return Live.of(session)


def test_a_handover_at_another_counter_is_among_the_last_ones_here(
    live: Live, window: Window, hub: Hub, qtbot: QtBot
) -> None:
    parcel = hub.ready(ELOISE)
    check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id])
    qtbot.waitUntil(lambda: [row[0] for row in window.page.recent.texts] == [ELOISE], timeout=20_000)
    qtbot.waitUntil(lambda: window.page.today.figures["collected_today"].text() == "1", timeout=20_000)
