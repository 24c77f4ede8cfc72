"""A field to sign in: by mouse, by finger, by a tablet's pen. What is kept is strokes, never a picture."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain import signature
from desk_app.ui import painting, theme

UNITS = 600  # of the path, across the pad
MOST_POINTS = 1_500  # a signature has some hundreds; a scribble without end is not kept for ever
_STEP = 3.0  # units between two points that are kept
_LEAST_LENGTH = 40.0  # units: less is a slip of the pen
_DOWN, _MOVE, _UP = range(3)


class SignaturePad(QWidget):
    """``changed`` when something is signed, or nothing any more."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[QPointF]] = []  # in units
        self._open = False
        self._hint = ""
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_hint(self, hint: str) -> None:
        """What stands under the line to sign on."""
        self._hint = hint
        self.setAccessibleName(hint)
        self.update()

    def clear(self) -> None:
        """Sign anew."""
        self._strokes, self._open = [], False
        self.update()
        self.changed.emit()

    @property
    def is_signed(self) -> bool:
        """Whether there is more than a slip of the pen."""
        return sum(_length(stroke) for stroke in self._strokes) >= _LEAST_LENGTH

    @property
    def path(self) -> str:
        """The strokes as an SVG path, across UNITS; empty when nothing is signed."""
        strokes = [[(round(p.x(), 1), round(p.y(), 1)) for p in stroke] for stroke in self._strokes]
        return signature.written([signature.simplified(stroke) for stroke in strokes]) if self.is_signed else ""

    def sizeHint(self) -> QSize:
        return QSize(480, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 110)

    def resizeEvent(self, event: object) -> None:
        if self._strokes:
            self.clear()  # what was drawn on another field would be another signature

    # pens, fingers, mice

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._touch(event)
            return True
        return super().event(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        moves = {QEvent.Type.TabletPress: _DOWN, QEvent.Type.TabletMove: _MOVE, QEvent.Type.TabletRelease: _UP}
        move = moves.get(event.type())
        if move is not None and (move != _MOVE or event.pressure() > 0):
            self._draw(move, event.position())
        event.accept()  # else Qt sends the same again as a mouse's

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._draw(_DOWN, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._draw(_MOVE, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._draw(_UP, event.position())

    def _touch(self, event: QTouchEvent) -> None:
        moves = {QEvent.Type.TouchBegin: _DOWN, QEvent.Type.TouchUpdate: _MOVE, QEvent.Type.TouchEnd: _UP}
        points = event.points()
        if event.type() in moves and points:
            self._draw(moves[event.type()], points[0].position())  # one finger signs
        elif event.type() == QEvent.Type.TouchCancel:
            self._open = False

    def _draw(self, move: int, at: QPointF) -> None:
        if move == _DOWN and self._has_room():
            self._open = True
            self._strokes.append([])
        if self._open:
            self._add(at)
        if move == _UP and self._open:
            self._open = False
            self.changed.emit()

    def _add(self, at: QPointF) -> None:
        stroke = self._strokes[-1]
        inside = QPointF(min(max(at.x(), 0), self.width()), min(max(at.y(), 0), self.height()))
        point = inside * (UNITS / max(1, self.width()))
        if not stroke or (self._has_room() and _distance(stroke[-1], point) >= _STEP):
            stroke.append(point)
            self.update()

    def _has_room(self) -> bool:
        return sum(map(len, self._strokes)) < MOST_POINTS

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        painting.box(painter, rect, theme.RADIUS_SMALL, theme.CARD, theme.LINE_STRONG)
        line = rect.bottom() - max(30.0, rect.height() * 0.2)
        painter.setPen(QPen(theme.colour(theme.LINE_STRONG), 1))
        painter.drawLine(QPointF(rect.left() + 24, line), QPointF(rect.right() - 24, line))
        below = rect.adjusted(24, line + 2, -24, -2)
        painting.words(painter, below, self._hint, theme.font(theme.SMALL), theme.MUTED, painting.CENTRE)
        self._paint_strokes(painter)

    def _paint_strokes(self, painter: QPainter) -> None:
        pen = QPen(theme.colour(theme.INK), 2.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        scale = self.width() / UNITS
        for stroke in self._strokes:
            path = QPainterPath(stroke[0] * scale)
            for point in stroke[1:] or stroke:
                path.lineTo(point * scale)
            painter.drawPath(path)


def _length(stroke: Sequence[QPointF]) -> float:
    return sum(_distance(one, other) for one, other in pairwise(stroke))


def _distance(one: QPointF, other: QPointF) -> float:
    between = other - one
    return max(abs(between.x()), abs(between.y()))
