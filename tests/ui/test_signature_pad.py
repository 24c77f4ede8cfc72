"""Signing by mouse, pen and finger: strokes come out as a path that the rules take."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain import signature
from desk_app.ui.widgets.signature_pad import UNITS, SignaturePad

POINTS = [(20, 20), (60, 80), (100, 30), (140, 90), (180, 40)]


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    """A pad on the screen."""
    made = SignaturePad()
    made.resize(300, 150)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def by_mouse(pad: SignaturePad, points: list[tuple[int, int]] = POINTS) -> None:
    """One stroke."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(pad, QPoint(*point))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))


def by_pen(pad: SignaturePad) -> None:
    """One stroke of a tablet's pen."""
    pen = QPointingDevice.primaryPointingDevice()
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(POINTS) - 2), QEvent.Type.TabletRelease]
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, (x, y) in zip(kinds, POINTS, strict=True):
        at = QPointF(x, y)
        QApplication.sendEvent(pad, QTabletEvent(kind, pen, at, at, 0.5, 0, 0, 0, 0, 0, none, button, button))


def by_finger(pad: SignaturePad) -> None:
    """One stroke of a finger."""
    screen = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    touch = QTest.touchEvent(pad, screen)
    touch.press(0, QPoint(*POINTS[0]), pad).commit()
    for point in POINTS[1:]:
        touch.move(0, QPoint(*point), pad).commit()
    touch.release(0, QPoint(*POINTS[-1]), pad).commit()


@pytest.mark.parametrize("sign", [by_mouse, by_pen, by_finger])
def test_a_stroke_is_a_path_across_the_pad(pad: SignaturePad, sign: object) -> None:
    assert callable(sign)
    sign(pad)
    assert pad.is_signed
    (stroke,) = signature.strokes(pad.path)
    scale = UNITS / 300
    assert stroke[0] == pytest.approx((20 * scale, 20 * scale), abs=1)
    assert stroke[-1] == pytest.approx((180 * scale, 40 * scale), abs=1)
    assert signature.cleaned(pad.path)


def test_a_dot_is_no_signature(pad: SignaturePad) -> None:
    by_mouse(pad, [(20, 20), (21, 20)])
    assert not pad.is_signed
    assert pad.path == ""


def test_cleared_it_is_signed_anew(pad: SignaturePad, qtbot: QtBot) -> None:
    by_mouse(pad)
    with qtbot.waitSignal(pad.changed):
        pad.clear()
    assert pad.path == ""
    by_mouse(pad)
    assert pad.is_signed


def test_a_scribble_without_end_stays_small(pad: SignaturePad) -> None:
    for turn in range(60):
        by_mouse(pad, [(5 + (n * 37) % 290, 5 + (n * 53 + turn) % 140) for n in range(60)])
    assert len(signature.cleaned(pad.path)) <= signature.MOST_BYTES


def test_what_leaves_the_pad_ends_at_its_edge(pad: SignaturePad) -> None:
    by_mouse(pad, [(20, 20), (900, -50), (100, 100)])
    assert max(x for stroke in signature.strokes(pad.path) for x, _y in stroke) <= UNITS


def test_another_size_is_another_pad(pad: SignaturePad) -> None:
    by_mouse(pad)
    pad.resize(500, 200)
    assert not pad.is_signed
