"""What the window says of a server that is away, back, or restored, while the work goes on."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.domain.verdicts import Tone, Verdict
from desk_app.store.errors import NEEDS_SERVER, DatabaseOffline
from desk_app.ui.session import Session, offline_answer
from desk_app.ui.window import Window
from tests.ui.conftest import ELOISE, Keys
from tests.ui.hub import NOON, Hub
from tests.ui.test_layout import clipped, looks
from tests.ui.twice import handed_over_twice

Settled = Callable[[], None]
SINCE = NOON - timedelta(minutes=18)


def test_alone_the_counter_says_so_in_one_line_and_serves(
    window: Window, session: Session, hub: Hub, keys: Keys, settled: Settled
) -> None:
    parcel = hub.ready(ELOISE)
    session.set_alone(SINCE, 3)
    strip = window.strip
    assert strip.isVisible()
    assert f"depuis {window.words.texts.when(SINCE)}" in strip.text
    assert "3 actions" in strip.text
    assert not strip.has_key
    assert not window.banner.isVisible()
    assert (window.status.database.text, window.status.database.well) == ("Copie de ce poste", None)
    keys.scan(parcel.pickup_code)
    settled()
    assert window.page.band.tone is Tone.YES
    session.set_alone(None)
    assert not strip.isVisible()
    assert window.status.database.well


def test_what_waits_is_counted_while_it_grows(window: Window, session: Session) -> None:
    session.set_alone(SINCE, 0)
    assert "action" not in window.strip.text
    session.set_alone(SINCE, 1)
    session.set_alone(SINCE, 2)
    assert "(2 actions)" in window.strip.text


def test_a_server_that_is_back_is_said_for_a_while(window: Window, session: Session, qtbot: QtBot) -> None:
    session.set_alone(SINCE, 12)
    session.set_back(12, 0)
    assert window.strip.text == f"Serveur revenu à {NOON.astimezone():%H:%M}\u00a0: 12 actions transmises."
    window.alone.passed()
    assert not window.strip.isVisible()


def test_a_server_that_knows_all_already_is_back_too(window: Window, session: Session) -> None:
    session.set_back(0, 0)
    assert window.strip.text == f"Serveur revenu à {NOON.astimezone():%H:%M}."


def test_incidents_stay_in_sight_until_they_are_seen_and_counted_until_they_are_solved(
    window: Window, session: Session, hub: Hub, keys: Keys, qtbot: QtBot
) -> None:
    handed_over_twice(hub)
    session.set_back(12, 1)
    qtbot.waitUntil(window.status.incidents.isVisible)
    assert window.strip.text.endswith("12 actions transmises. 1 incident à régler.")
    assert (window.status.incidents.text, window.status.incidents.well) == ("1 incident", False)
    keys.press(Qt.Key.Key_F12)
    assert window.page.NAME == "incidents"
    assert not window.strip.isVisible()
    assert window.status.incidents.isVisible()


def test_while_alone_the_count_of_incidents_stays(
    window: Window, session: Session, hub: Hub, settled: Settled, qtbot: QtBot
) -> None:
    handed_over_twice(hub)
    session.retry()
    qtbot.waitUntil(lambda: window.status.incidents.text == "1 incident")
    session.set_alone(SINCE, 0)
    hub.ready(ELOISE)
    session.retry()
    settled()
    assert window.status.incidents.text == "1 incident"


def test_what_a_restored_server_lacks_is_given_back_once(window: Window, session: Session, keys: Keys) -> None:
    given: list[bool] = []
    session.set_parted(37, lambda: given.append(True))
    assert "37 actions" in window.strip.text
    keys.press(Qt.Key.Key_F12)
    keys.press(Qt.Key.Key_F12)
    assert given == [True]
    assert window.strip.isVisible()
    assert not window.strip.has_key
    session.set_parted(0)
    assert not window.strip.isVisible()


def test_what_waits_for_the_server_says_so_and_the_counter_goes_on(window: Window, session: Session) -> None:
    session.set_alone(SINCE, 0)
    error = DatabaseOffline(NEEDS_SERVER)
    session.door.trouble.emit(error)
    assert session.is_online
    assert not window.banner.isVisible()
    assert window.status.note.text().startswith("Cette action attend le retour du serveur.")
    assert offline_answer(error).verdict is Verdict.NEEDS_SERVER


def test_the_line_fits(window: Window, session: Session, qtbot: QtBot) -> None:
    for look in looks(window, qtbot):
        session.set_parted(0)
        session.set_alone(SINCE, 12)
        assert clipped(window) == [], look
        assert window.strip.fits, look
        session.set_alone(None)
        session.set_parted(1234, lambda: None)
        assert clipped(window) == [], look
        assert window.strip.fits, look
