"""The empty window before the counter is in it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.ui.session import Session
from desk_app.ui.shell import Shell
from desk_app.ui.window import Window
from tests.ui.hub import Hub


def test_keys_before_the_counter_are_kept_for_it(hub: Hub, session: Session, qtbot: QtBot) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    shell = Shell()
    qtbot.addWidget(shell)
    with qtbot.waitExposed(shell):
        shell.show()
    first, rest = parcel.pickup_code[:4], parcel.pickup_code[4:]
    for letter in first:
        QTest.keyClick(shell.windowHandle(), Qt.Key(ord(letter)))
    window = Window(session)
    shell.fill(window, window.stop)
    for letter in rest:
        QTest.keyClick(shell.windowHandle(), Qt.Key(ord(letter)))
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_Return)
    assert window.scans.is_busy  # it waits for the store
    with qtbot.waitSignal(session.totals_changed):
        session.open()
    qtbot.waitUntil(lambda: not window.scans.is_busy)
    assert window.page.band.title == "Éloïse Lefèvre"
