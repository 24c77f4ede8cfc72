"""The day's purge runs behind the screen, when the counter is quiet, once."""

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desk_app.counter import nightly
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.ui.nightly import QUIET_MS, Nightly
from desk_app.ui.session import Session
from desk_app.ui.window import Window


def test_it_is_done_once_a_day(window: Window, session: Session, qtbot: QtBot) -> None:
    assert window.isVisible()
    desk = session.desk()
    assert nightly.due(desk)
    work = Nightly.of(session)
    work.look()
    qtbot.waitUntil(lambda: not nightly.due(desk))
    assert Nightly.of(session) is work


def test_the_clerk_puts_it_off(window: Window, session: Session) -> None:
    assert window.isVisible()
    timer = Nightly.of(session).findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    timer.stop()
    session.said.emit(Answer(Verdict.SAVED, {"name": ""}))
    assert timer.isActive()
    assert timer.interval() == QUIET_MS
