"""What one key event writes, whatever the scanner's way of sending it."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from desk_app.ui.physical_keys import us_letter
from desk_app.ui.scan_keys import Key

_MODIFIERS = frozenset(
    getattr(Qt.Key, f"Key_{name}") for name in ("Shift", "Control", "Alt", "AltGr", "Meta", "CapsLock", "NumLock")
)
# The keypad without NumLock: a scanner, and a clerk at a counter, mean the digits.
_KEYPAD = {
    Qt.Key.Key_Home: "7",
    Qt.Key.Key_Up: "8",
    Qt.Key.Key_PageUp: "9",
    Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5",
    Qt.Key.Key_Right: "6",
    Qt.Key.Key_End: "1",
    Qt.Key.Key_Down: "2",
    Qt.Key.Key_PageDown: "3",
    Qt.Key.Key_Insert: "0",
    Qt.Key.Key_Delete: ".",
}
_PLACES = {  # the digits row without Shift, under a US and a French layout
    getattr(Qt.Key, f"Key_{name}"): place
    for place, names in enumerate(
        [
            ("1", "Ampersand"),
            ("2", "Eacute"),
            ("3", "QuoteDbl"),
            ("4", "Apostrophe"),
            ("5", "ParenLeft"),
            ("6", "Minus"),
            ("7", "Egrave"),
            ("8", "Underscore"),
        ]
    )
    for name in names
}
_MOST_DIGITS = 5


def is_modifier(event: QKeyEvent) -> bool:
    """Whether the key only changes what others write; scanners press Shift for each capital."""
    return event.key() in _MODIFIERS


def is_writing(event: QKeyEvent) -> bool:
    """Whether the key writes; AltGr, which Windows reports as Ctrl+Alt, does."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return bool(event.text()) and event.text().isprintable() and control == alt


def key_of(event: QKeyEvent) -> Key | None:
    """The key as it writes; None when it does not."""
    digit = _keypad_digit(event)
    if digit:
        return Key(digit, event.timestamp(), digit)
    if not is_writing(event):
        return None
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return Key(event.text(), event.timestamp(), _physical(event, shift=shift))


def place_of(event: QKeyEvent) -> int | None:
    """0…7 for Ctrl and a key of the digits row, whatever the layout has there; None for any other."""
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
        return None
    digit = _physical(event, shift=False)
    if digit:
        return int(digit) - 1 if digit in "12345678" else None
    return _PLACES.get(Qt.Key(event.key()))


def _physical(event: QKeyEvent, *, shift: bool) -> str:
    return us_letter(event.nativeScanCode(), QGuiApplication.platformName(), shift=shift)


def _keypad_digit(event: QKeyEvent) -> str:
    """The digit of a keypad key that NumLock has turned into an arrow; a Mac's arrows say keypad too."""
    if not event.modifiers() & Qt.KeyboardModifier.KeypadModifier or sys.platform == "darwin":
        return ""
    return _KEYPAD.get(Qt.Key(event.key()), "")


class AltCode:
    """A letter sent as Alt and its number on the keypad. Windows itself writes it; elsewhere nobody would."""

    def __init__(self) -> None:
        self._digits = ""

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key is a digit of a number."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        keypad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        digit = _KEYPAD.get(Qt.Key(event.key())) or (chr(event.key()) if 0x30 <= event.key() <= 0x39 else "")
        if not (alt and keypad and digit.isdigit()):
            return False
        self._digits = (self._digits + digit)[-_MOST_DIGITS:]
        return True

    def release(self, event: QKeyEvent) -> Key | None:
        """The letter, when Alt goes up after a number."""
        if event.key() != Qt.Key.Key_Alt:
            return None
        digits, self._digits = self._digits, ""
        if not digits or sys.platform == "win32":
            return None
        letter = bytes([int(digits) % 256]).decode("cp1252", errors="replace")
        return Key(letter, event.timestamp(), letter) if letter.isprintable() else None
