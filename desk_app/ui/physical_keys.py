"""Which key of a US keyboard was pressed, where the system tells: by its place, whatever the layout made of it.

The numbers are the scan codes of a PC (set 1) in the main block and the keypad: Windows gives them as they are, X11
and Wayland eight higher. Of Windows they are taken from its documentation; it has not been tried there.
"""

from collections.abc import Mapping

OFFSETS: Mapping[str, int] = {"xcb": 8, "wayland": 8, "windows": 0}
"""What Qt's platforms add to a scan code; others tell none."""

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_KEYPAD = dict(zip((71, 72, 73, 75, 76, 77, 79, 80, 81, 82, 74, 78, 83, 55), "7894561230-+.*", strict=True))
_PLAIN = {first + place: letter for first, letters, _ in _ROWS for place, letter in enumerate(letters)} | _KEYPAD
_SHIFTED = {first + place: letter for first, _, letters in _ROWS for place, letter in enumerate(letters)} | _KEYPAD


def us_letter(native_scan_code: int, platform: str, *, shift: bool) -> str:
    """What a US keyboard writes with that key; ``""`` where the platform tells no scan codes, or the key writes none.

    A scanner holds Shift for capitals whatever CapsLock says, so CapsLock is no part of it.
    """
    offset = OFFSETS.get(platform)
    if offset is None:
        return ""
    return (_SHIFTED if shift else _PLAIN).get(native_scan_code - offset, "")
