"""Scrolling areas without a frame of their own, and a stack that is no larger than what it shows."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QStackedWidget, QWidget


def plain_widget() -> QWidget:
    """A widget that only carries others; the paper shows through."""
    made = QWidget()
    made.setObjectName("plain")
    return made


class ScrollArea(QScrollArea):
    """Tells when its room has changed."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def scroll_area() -> ScrollArea:
    """A frameless scrolling area whose widget takes all the width; never takes the focus."""
    made = ScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.viewport().setAutoFillBackground(False)
    return made


@contextmanager
def staying(area: QAbstractScrollArea, *, when: bool = True) -> Iterator[None]:
    """What it shows is written anew meanwhile; it stays where it was scrolled to, unless it is not to."""
    bar = area.verticalScrollBar()
    before = bar.value()
    yield
    if when:
        bar.setValue(before)


class Deck(QStackedWidget):
    """A stack that needs the room of the widget in front only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        front = self.currentWidget()
        return front.minimumSizeHint().expandedTo(front.minimumSize()) if front is not None else QSize()

    def sizeHint(self) -> QSize:
        front = self.currentWidget()
        return front.sizeHint() if front is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        return False  # Qt would ask the widgets behind too


class Modest(QWidget):
    """A carrier that asks for no more than it needs, however much its widgets would like: they scroll inside."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")

    def hasHeightForWidth(self) -> bool:
        layout = self.layout()
        return layout is not None and layout.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
