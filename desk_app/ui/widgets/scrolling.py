"""Scrolling areas without a frame of their own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def plain_widget() -> QWidget:
    """A widget that only carries others; the paper shows through."""
    made = QWidget()
    made.setObjectName("plain")
    return made


def scroll_area() -> QScrollArea:
    """A frameless scrolling area whose widget takes all the width; never takes the focus."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.viewport().setAutoFillBackground(False)
    return made
