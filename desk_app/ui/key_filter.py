"""The one place where keys are caught: each of the window, and of what opens over it, before any widget sees it.

It listens on the native windows, where a key is seen once. Printable keys go to the scan bar unless a text field has
the focus; function keys, Enter and Escape go to the page. If it ever raises, it logs and turns itself off, so that
the keyboard works on.
"""

import logging
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desk_app.ui.key_events import AltCode, is_modifier, is_writing, key_of, place_of
from desk_app.ui.key_fields import Fields, text_field
from desk_app.ui.scan_keys import IDLE_GAP_MS, Collector, Enter, Key, Typed, Wedge

log = logging.getLogger(__name__)

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_FUNCTION_KEYS = {getattr(Qt.Key, f"Key_F{n}"): f"F{n}" for n in range(1, 13)}
_KEY_EVENTS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_USES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
TOUCH_GAP_MS = 1_000  # between two keys that are touched: no scanner
_LATE_MS = 40  # a timer this late means the thread was blocked, and keys may still wait


class Listener(Protocol):
    """Who is told what the keys mean."""

    def on_key(self, key: Key) -> bool:
        """A key that writes, or ends a line (\\r, \\t); whether somebody looks at the keys themselves now."""

    def on_typing(self, text: str) -> None:
        """The scan bar's text has changed."""

    def on_line(self, line: Typed) -> None:
        """A line is complete."""

    def on_enter(self) -> None:
        """The clerk means the page's Enter action."""

    def on_escape(self) -> bool:
        """Escape with nothing typed; whether it meant anything."""

    def on_function_key(self, key: str) -> bool:
        """F1…F12; whether it meant anything."""

    def on_place(self, place: int) -> None:
        """Ctrl+1…8: the page of that place, from 0."""


class KeyFilter(QObject):
    """Catches the keys of one native window, and of dialogs and lists that open over it."""

    broken = Signal()  # it has turned itself off
    used = Signal()  # a key or a finger: somebody is there

    def __init__(self, listener: Listener, parent: QObject) -> None:
        super().__init__(parent)
        self._listener = listener
        self._keys = Collector()
        self._fields = Fields()
        self._alt = AltCode()
        self._window: QWindow | None = None
        self._idle = QTimer(self, singleShot=True, interval=IDLE_GAP_MS)
        self._idle.setTimerType(Qt.TimerType.PreciseTimer)
        self._since_key = QElapsedTimer()
        self._idle.timeout.connect(self._on_idle)

    def set_wedge(self, wedge: Wedge) -> None:
        """What is known of the scanner from now on."""
        self._keys.wedge = wedge

    def listen(self, listener: Listener) -> None:
        """Tell ``listener`` from now on; what was begun before is forgotten."""
        self.forget()
        self._listener = listener

    def forget(self) -> None:
        """Begin anew with the next key."""
        self._idle.stop()
        self._forget_keys()

    def touch(self, text: str) -> None:
        """A key of the screen's own keyboard: a letter, ``\\b`` or ``\\r``."""
        at = (self._keys.last_at or 0) + TOUCH_GAP_MS
        if text == "\r":
            self._enter(at)
        elif text == "\b":
            self._backspace()
        else:
            self._feed(Key(text, at, text))

    def listen_to(self, window: QWindow) -> None:
        """Catch the keys of ``window`` from now on, and of each dialog over it that gets the keyboard."""
        if window is not self._window:
            self.stop()
            window.installEventFilter(self)
            self._window = window
            _application().focusWindowChanged.connect(self._on_focus_window)

    def stop(self) -> None:
        """Catch nothing any more."""
        if self._window is not None:
            _application().focusWindowChanged.disconnect(self._on_focus_window)
            self._window.removeEventFilter(self)
            self._window = None

    def _on_focus_window(self, window: QWindow | None) -> None:
        """A dialog of ours has the keyboard; Qt forgets the filter with the dialog.

        The dialog is not asked for its parent: Python would take that for a part of it, and delete both together.
        """
        over = QWindow.AncestorMode.IncludeTransients
        if window is not None and self._window is not None and self._window.isAncestorOf(window, over):
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USES:
            self.used.emit()
        if event.type() not in _KEY_EVENTS or not isinstance(event, QKeyEvent):
            return False
        try:
            return self._take(event)
        except Exception:
            log.exception("the key filter turns itself off")
            self.stop()
            self.broken.emit()
            return False

    def _take(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return self._press(event)
        return self._release(event) if event.type() == QEvent.Type.KeyRelease else self._before_press(event)

    def _before_press(self, event: QKeyEvent) -> bool:
        """Qt asks who wants the key: of an Enter an open list would take what is marked, and close."""
        if event.key() not in _ENTERS or not self._is_over():
            return False
        return self._keys.is_fast or self._keys.code_start() is not None

    def _press(self, event: QKeyEvent) -> bool:
        if is_modifier(event) or self._alt.press(event):
            return not is_modifier(event)
        key = Qt.Key(event.key())
        self._end_scan(event.timestamp())
        self._enter_mode(_over() or text_field())
        if key in _ENTERS or key == Qt.Key.Key_Tab:
            return event.isAutoRepeat() or self._suffix(key, event.timestamp())
        if self._is_over():
            return self._write_over(event)
        return self._command(event) or self._write(event)

    def _command(self, event: QKeyEvent) -> bool:
        """Function keys, Escape, Ctrl and a digit; whether it meant anything."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if key in _FUNCTION_KEYS:
            return self._listener.on_function_key(_FUNCTION_KEYS[key])
        place = place_of(event)
        if place is not None:
            self._listener.on_place(place)
        return place is not None

    def _write(self, event: QKeyEvent) -> bool:
        return self._write_in_bar(event) if self._fields.current is None else self._write_in_field(event)

    def _release(self, event: QKeyEvent) -> bool:
        """Alt goes up after the number of a letter."""
        key = self._alt.release(event)
        if key is None:
            return False
        self._enter_mode(_over() or text_field())
        self._feed(key)
        return True

    def _suffix(self, key: Qt.Key, at: int) -> bool:
        """Enter or Tab: what a scanner ends with, and what people press."""
        if self._fields.current is not None:
            return self._end_in_field(at) or self._keys.is_echo(at)
        if self._listener.on_key(Key("\t" if key == Qt.Key.Key_Tab else "\r", at)):
            return True
        return self._enter(at) if key in _ENTERS else self._tab(at)

    def _feed(self, key: Key) -> None:
        self._keys.feed(key)
        self._since_key.restart()
        self._idle.start()
        if self._fields.current is None:
            self._listener.on_typing(self._keys.shown)

    # the scan bar

    def _write_in_bar(self, event: QKeyEvent) -> bool:
        key = key_of(event)
        if key is not None:
            if not self._listener.on_key(key):
                self._feed(key)
        elif event.key() == Qt.Key.Key_Backspace:
            self._backspace()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._keys.feed(Key(" ".join(QGuiApplication.clipboard().text().split())[:80], event.timestamp()))
            self._listener.on_typing(self._keys.shown)
        else:
            return False
        return True

    def _backspace(self) -> None:
        self._keys.backspace()
        self._listener.on_typing(self._keys.shown)

    def _enter(self, at: int) -> bool:
        self._idle.stop()
        line = self._keys.enter(at)
        if line is Enter.PRESSED:
            self._listener.on_enter()
        elif not isinstance(line, Enter):
            self._listener.on_line(line)
        return True

    def _tab(self, at: int) -> bool:
        if not self._keys.text:
            return self._keys.is_echo(at)
        self._idle.stop()
        self._listener.on_line(self._keys.end(at))
        return True

    def _escape(self) -> bool:
        had_text = bool(self._keys.text) and self._fields.current is None
        self._keys.clear()
        if had_text:
            self._listener.on_typing("")
            return True
        return self._listener.on_escape()

    def _end_scan(self, at: int) -> None:
        """A key that comes long after a scan without suffix is no part of it, whenever we get to see it."""
        if not self._keys.is_idle(at):
            return
        start = self._keys.code_start()
        line = self._keys.idle(at) if start is not None or self._fields.current is None else None
        if line is not None:
            self._idle.stop()
            self._hand_in(line, start or 0)

    def _on_idle(self) -> None:
        elapsed = self._since_key.elapsed()
        last_at = self._keys.last_at
        if elapsed > IDLE_GAP_MS + _LATE_MS:
            self._since_key.restart()
            self._idle.start()
        elif last_at is not None:
            self._end_scan(last_at + max(elapsed, IDLE_GAP_MS))

    def _hand_in(self, line: Typed, start: int) -> None:
        """Give a scan that has landed in a field, or over the window, to the scan bar."""
        if self._fields.current is not None:
            self._fields.restore(start)
            put_away()
        self._listener.on_line(line)

    # a text field, or what is open over the window

    def _enter_mode(self, field: QWidget | None) -> None:
        """Notice that another field, or none, has the keys now."""
        had_text = bool(self._keys.text) and self._fields.current is None
        if self._fields.enter(field):
            self._keys.clear()
            if had_text:
                self._listener.on_typing("")

    def _write_in_field(self, event: QKeyEvent) -> bool:
        key = key_of(event)
        if key is None:
            self._forget_keys()
            return False
        if self._keys.is_over(key.at):
            self._forget_keys()
        if self._keys.begins_burst(key.at):
            self._fields.remember(len(self._keys))
        self._feed(key)
        return False

    def _is_over(self) -> bool:
        """Whether the keys go to what is open over the window."""
        return self._fields.current is not None and self._fields.current is _over()

    def _write_over(self, event: QKeyEvent) -> bool:
        """A dialog or a list gets its keys, save those of a scan that would press its buttons; a menu no letters."""
        self._write_in_field(event)
        if isinstance(self._fields.current, QMenu):
            return is_writing(event)
        return event.key() == Qt.Key.Key_Space and self._keys.is_fast

    def _end_in_field(self, at: int) -> bool:
        """Whether the burst that ``at`` ends was a scan; then it has left the field again."""
        self._idle.stop()
        start, is_fast = self._keys.code_start(), self._keys.is_fast
        if start is None and not (is_fast and self._is_over()):
            self._forget_keys()
            return False
        line = self._keys.end(at)
        if start is not None and line.is_scan:
            self._hand_in(line, start)
        return line.is_scan

    def _forget_keys(self) -> None:
        self._keys.clear()
        self._fields.forget()


def _application() -> QGuiApplication:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    return application


def _over() -> QWidget | None:
    """What is open over the window and has the keys: a dialog, or the list of a field."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def put_away() -> None:
    """Close what is open over the window: it makes room for the answer to a scan, or for the lock."""
    over = _over()
    while over is not None:
        over.close()
        over = _over() if _over() is not over else None
