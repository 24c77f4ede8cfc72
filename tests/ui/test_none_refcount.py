"""Why pyproject.toml asks for PySide6 below 6.12: a void Qt call must not use up a reference to None."""

import sys

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 5_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_qt_calls_leave_none_alone(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("BKD")  # of QtWidgets
        label.setObjectName("code")  # of QtCore
    # A faulty binding loses 10,000 here; Python's own life is a few dozen.
    assert abs(sys.getrefcount(None) - before) < CALLS / 10
