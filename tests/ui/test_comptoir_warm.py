"""Cold goods that were out of the cold for too long are handed over when a manager says why, and not otherwise."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from desk_app.counter import journal, returns
from desk_app.domain.remarks import RemarkKind
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.ui.pages.comptoir import Comptoir
from desk_app.ui.window import Window
from tests.ui.asking import question, state
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.team import Team

Key = Qt.Key
Settled = Callable[[], None]
WHY = "sonde 3 degres"


@pytest.fixture
def cheese(hub: Hub) -> Parcel:
    """A chilled parcel that stood at the counter for an hour and a half."""
    parcel = hub.ready("Anne Moreau", "Fromagerie du Marché", zone=Zone.CHILLED, age_check=True)
    hub.later(minutes=90)
    return parcel


def offer(window: Window, cheese: Parcel, keys: Keys, settled: Settled) -> Comptoir:
    """The customer has come, and the label was scanned."""
    page = window.page
    assert isinstance(page, Comptoir)
    keys.scan(cheese.pickup_code)
    keys.scan(cheese.id)
    settled()
    assert question(page) is Verdict.TOO_WARM
    return page


def write(keys: Keys, settled: Settled, text: str = WHY) -> None:
    """The reason, and Enter."""
    keys.type(text)
    keys.press(Key.Key_Return)
    settled()


def test_where_anybody_may_the_reason_is_enough(
    window: Window, hub: Hub, cheese: Parcel, keys: Keys, settled: Settled
) -> None:
    page = offer(window, cheese, keys, settled)
    assert "90\u00a0min" in page.serving.panel.text.text().replace(" min", "\u00a0min")
    write(keys, settled, "ab")
    assert question(page) is Verdict.TOO_WARM
    write(keys, settled, "c " + WHY)
    assert question(page) is Verdict.AGE_CHECK
    keys.press(Key.Key_Return)
    settled()
    assert state(hub, cheese) == [State.COLLECTED]
    notes = [(note.kind, note.text) for note in returns.notes(hub.desk, cheese.id)]
    assert notes == [(RemarkKind.OVERRIDE, f"abc {WHY}")]


def test_a_clerk_needs_a_managers_badge_once(
    mine: Window, hub: Hub, cheese: Parcel, keys: Keys, team: Team, settled: Settled
) -> None:
    page = offer(mine, cheese, keys, settled)
    write(keys, settled)
    assert mine.manager.is_open
    assert state(hub, cheese) == [State.READY]
    keys.scan(team.claires_badge)
    settled()
    assert question(page) is Verdict.AGE_CHECK
    keys.press(Key.Key_Return)
    settled()
    assert state(hub, cheese) == [State.COLLECTED]
    newest = journal.entries(hub.desk, 1)[0]
    assert (newest.verdict, newest.clerk) == (Verdict.COLLECTED, "Claire")
    assert mine.session.desk().clerk == "Basile"


def test_nobody_comes_and_it_stays(
    mine: Window, hub: Hub, cheese: Parcel, keys: Keys, team: Team, settled: Settled
) -> None:
    page = offer(mine, cheese, keys, settled)
    write(keys, settled)
    keys.press(Key.Key_Escape)
    settled()
    assert question(page) is Verdict.TOO_WARM
    keys.press(Key.Key_Escape)
    settled()
    assert question(page) is None
    assert state(hub, cheese) == [State.READY]
    keys.scan(cheese.id)
    settled()
    assert question(page) is Verdict.TOO_WARM


def test_what_the_manager_said_is_not_kept_for_the_next_parcel(
    window: Window, hub: Hub, cheese: Parcel, keys: Keys, settled: Settled
) -> None:
    other = hub.ready("Anne Moreau", "Fromagerie du Marché", zone=Zone.CHILLED)
    hub.later(minutes=90)
    page = offer(window, cheese, keys, settled)
    write(keys, settled)
    keys.press(Key.Key_Return)
    settled()
    assert state(hub, cheese, other) == [State.COLLECTED, State.READY]
    keys.scan(other.id)
    settled()
    assert question(page) is Verdict.TOO_WARM
