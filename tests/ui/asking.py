"""What the tests of the counter's questions look at."""

from pytestqt.qtbot import QtBot

from desk_app.counter import setup, till
from desk_app.domain.checks import Method
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.ui.pages.comptoir import Comptoir, Mode
from tests.ui.hub import Hub


def state(hub: Hub, *parcels: Parcel) -> list[State]:
    """The states of these parcels in the store."""
    return [hub.parcel(parcel.id).state for parcel in parcels]


def question(page: Comptoir) -> Verdict | None:
    """What is asked now."""
    asked = page.serving.panel.asked
    return asked.question if asked is not None and page.mode is Mode.ASK else None


def asks(qtbot: QtBot, page: Comptoir, verdict: Verdict) -> None:
    """Wait until that is asked."""
    qtbot.waitUntil(lambda: question(page) is verdict and not page.serving.is_busy)


def given(qtbot: QtBot, page: Comptoir, title: str = "Tout est remis") -> None:
    """Wait until the band says so."""
    qtbot.waitUntil(lambda: page.band.isVisible() and page.band.title == title)


def money(hub: Hub) -> dict[tuple[str, Method], int]:
    """What is in the till today."""
    report = till.till(hub.desk, hub.now.astimezone().date())
    return {(line.shop, line.method): line.cents for line in report.lines}


def ask_always(hub: Hub, *policies: str) -> None:
    """The hub wants that of everybody."""
    for policy in policies:
        setup.save_hub_setting(hub.desk, f"{policy}.policy", "always")


def done(page: Comptoir) -> dict[str, tuple[str, bool]]:
    """The checklist: how each thing stands."""
    return {what: (how, ticked) for what, how, ticked in page.checklist.texts}
