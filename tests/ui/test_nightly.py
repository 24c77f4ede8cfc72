"""The day's purge runs behind the screen, when the counter is quiet, once."""

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desk_app.counter import nightly
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.ui.nightly import QUIET_MS, SOON_MS, Nightly
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from tests.ui.hub import Hub


def test_it_is_done_once_a_day(window: Window, session: Session, qtbot: QtBot) -> None:
    assert window.isVisible()
    desk = session.desk()
    assert nightly.due(desk)
    work = Nightly.of(session)
    work.look()
    qtbot.waitUntil(lambda: not nightly.due(desk))
    assert Nightly.of(session) is work


def test_the_day_s_copy_is_made_soon_after_opening(window: Window, session: Session, hub: Hub, qtbot: QtBot) -> None:
    assert window.isVisible()
    soon = next(timer for timer in Nightly.of(session).findChildren(QTimer) if timer.interval() == SOON_MS)
    assert soon.isActive()
    soon.timeout.emit()
    assert hub.store.file is not None
    copy = hub.store.file.parent / "backups" / "hub-2026-11-23.sqlite"
    qtbot.waitUntil(copy.exists)


def test_a_copy_that_cannot_be_made_is_said(window: Window, session: Session, hub: Hub, qtbot: QtBot) -> None:
    assert hub.store.file is not None
    (hub.store.file.parent / "backups").write_text("in the way")
    Nightly.of(session).copy()
    qtbot.waitUntil(lambda: "sauvegarde" in window.banner.words.sentence)


def test_the_clerk_puts_it_off(window: Window, session: Session) -> None:
    assert window.isVisible()
    timer = next(timer for timer in Nightly.of(session).findChildren(QTimer) if timer.interval() == QUIET_MS)
    assert timer.isActive()
    timer.stop()
    session.said.emit(Answer(Verdict.SAVED, {"name": ""}))
    assert timer.isActive()
    assert timer.interval() == QUIET_MS
