"""The one place where keys are caught: every key press of the window passes here, once, before any widget.

It listens on the native window, where a key is seen once. Printable keys go to the scan bar unless a text field has
the focus; function keys, Enter and Escape go to the page. If it ever raises, it logs and turns itself off, so that
the keyboard works on.
"""

import logging
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desk_app.ui.scan_keys import IDLE_GAP_MS, Collector, Enter, is_ours

log = logging.getLogger(__name__)

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_FUNCTION_KEYS = {getattr(Qt.Key, f"Key_F{n}"): f"F{n}" for n in range(1, 13)}
_PLACES = {  # Ctrl with the digits row, with and without a French layout
    getattr(Qt.Key, f"Key_{name}"): place
    for place, names in enumerate(
        [("1", "Ampersand"), ("2", "Eacute"), ("3", "QuoteDbl"), ("4", "Apostrophe"), ("5", "ParenLeft")]
    )
    for name in names
}
_LATE_MS = 40  # a timer this late means the thread was blocked, and keys may still wait


class Listener(Protocol):
    """Who is told what the keys mean."""

    def on_typing(self, text: str) -> None:
        """The scan bar's text has changed."""

    def on_line(self, text: str) -> None:
        """A line is complete."""

    def on_enter(self) -> None:
        """The clerk means the page's Enter action."""

    def on_escape(self) -> bool:
        """Escape with nothing typed; whether it meant anything."""

    def on_function_key(self, key: str) -> bool:
        """F1…F12; whether it meant anything."""

    def on_place(self, place: int) -> None:
        """Ctrl+1…5: the page of that place, from 0."""


class KeyFilter(QObject):
    """Catches the keys of one native window."""

    broken = Signal()  # it has turned itself off

    def __init__(self, listener: Listener, parent: QObject) -> None:
        super().__init__(parent)
        self._listener = listener
        self._keys = Collector()
        self._field: QWidget | None = None
        self._before = ("", 0)  # the field's text and cursor when the burst began
        self._window: QWindow | None = None
        self._idle = QTimer(self, singleShot=True, interval=IDLE_GAP_MS)
        self._idle.setTimerType(Qt.TimerType.PreciseTimer)
        self._since_key = QElapsedTimer()
        self._idle.timeout.connect(self._on_idle)

    def listen_to(self, window: QWindow) -> None:
        """Catch the keys of ``window`` from now on."""
        if window is not self._window:
            self.stop()
            window.installEventFilter(self)
            self._window = window

    def stop(self) -> None:
        """Catch nothing any more."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None:
            return False
        try:
            return self._press(event)
        except Exception:
            log.exception("the key filter turns itself off")
            self.stop()
            self.broken.emit()
            return False

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        self._end_scan(event.timestamp())
        self._enter_mode(text_field())
        if key in _FUNCTION_KEYS:
            return self._listener.on_function_key(_FUNCTION_KEYS[key])
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in _PLACES:
            return self._to_place(_PLACES[key])
        if key in _ENTERS or key == Qt.Key.Key_Tab:
            return event.isAutoRepeat() or self._suffix(key, event.timestamp())
        if key == Qt.Key.Key_Escape:
            return self._escape()
        return self._write_in_bar(event) if self._field is None else self._write_in_field(event)

    def _suffix(self, key: Qt.Key, at: int) -> bool:
        """Enter or Tab: what a scanner ends with, and what people press."""
        if self._field is not None:
            return self._end_in_field(at) or self._keys.is_echo(at)
        return self._enter(at) if key in _ENTERS else self._tab(at)

    # the scan bar

    def _write_in_bar(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Backspace:
            self._keys.backspace()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._keys.feed(" ".join(QGuiApplication.clipboard().text().split())[:80], event.timestamp())
        elif is_writing(event):
            self._keys.feed(event.text(), event.timestamp())
            self._await_idle()
        else:
            return False
        self._listener.on_typing(self._keys.text)
        return True

    def _enter(self, at: int) -> bool:
        self._idle.stop()
        typed = self._keys.enter(at)
        if typed is Enter.PRESSED:
            self._listener.on_enter()
        elif not isinstance(typed, Enter):
            self._listener.on_line(typed.text)
        return True

    def _tab(self, at: int) -> bool:
        if not self._keys.text:
            return self._keys.is_echo(at)
        self._idle.stop()
        self._listener.on_line(self._keys.end(at).text)
        return True

    def _escape(self) -> bool:
        had_text = bool(self._keys.text) and self._field is None
        self._keys.clear()
        if had_text:
            self._listener.on_typing("")
            return True
        return self._listener.on_escape()

    def _await_idle(self) -> None:
        self._since_key.restart()
        self._idle.start()

    def _end_scan(self, at: int) -> None:
        """A key that comes long after a scan without suffix is no part of it, whenever we get to see it."""
        typed = self._keys.idle(at)
        if typed is not None:
            self._idle.stop()
            self._hand_in(typed.text)

    def _on_idle(self) -> None:
        elapsed = self._since_key.elapsed()
        if elapsed > IDLE_GAP_MS + _LATE_MS:
            self._await_idle()
            return
        last_at = self._keys.last_at
        typed = self._keys.idle(last_at + max(elapsed, IDLE_GAP_MS)) if last_at is not None else None
        if typed is not None:
            self._hand_in(typed.text)

    def _hand_in(self, text: str) -> None:
        if self._field is not None:
            self._restore_field()
        self._listener.on_line(text)

    # a text field

    def _enter_mode(self, field: QWidget | None) -> None:
        """Notice that another field, or none, has the keys now."""
        if field is self._field:
            return
        had_text = bool(self._keys.text) and self._field is None
        self._keys.clear()
        self._field = field
        if had_text:
            self._listener.on_typing("")

    def _write_in_field(self, event: QKeyEvent) -> bool:
        if not is_writing(event):
            self._keys.clear()
            return False
        if self._keys.begins_burst(event.timestamp()):
            self._keys.clear()
            self._before = field_text(self._field)
        self._keys.feed(event.text(), event.timestamp())
        self._await_idle()
        return False

    def _end_in_field(self, at: int) -> bool:
        """Whether the burst that ``at`` ends was one of our codes; then it has left the field again."""
        self._idle.stop()
        if not (self._keys.is_burst and is_ours(self._keys.text)):
            self._keys.clear()
            return False
        self._hand_in(self._keys.end(at).text)
        return True

    def _restore_field(self) -> None:
        text, cursor = self._before
        field = line_of(self._field)
        if isinstance(field, QLineEdit):
            field.setText(text)
            field.setCursorPosition(cursor)
        elif isinstance(field, QPlainTextEdit | QTextEdit):
            field.setPlainText(text)

    def _to_place(self, place: int) -> bool:
        self._listener.on_place(place)
        return True


def text_field() -> QWidget | None:
    """The widget that has the focus, when it takes text."""
    focus = QApplication.focusWidget()
    field = line_of(focus)
    if field is None or not field.isEnabled() or field.isReadOnly():
        return None
    return focus


def line_of(widget: QWidget | None) -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """The text field in a widget: itself, or the line of a spin box or an editable combo box."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return widget
    if isinstance(widget, QComboBox | QAbstractSpinBox):
        return widget.lineEdit()
    return None


def field_text(widget: QWidget | None) -> tuple[str, int]:
    """The text of a field and where its cursor stands."""
    field = line_of(widget)
    if isinstance(field, QLineEdit):
        return field.text(), field.cursorPosition()
    if field is not None:
        return field.toPlainText(), 0
    return "", 0


def is_writing(event: QKeyEvent) -> bool:
    """Whether the key writes; AltGr, which Windows reports as Ctrl+Alt, does."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return bool(event.text()) and event.text().isprintable() and control == alt
