"""Writes resources/keyboards/layouts.json from libxkbcommon: ``python -m tests.domain.make_keyboards`` (Debian).

For each Latin layout, what the keys of a US keyboard give without Shift and with: ``plain``, and ``caps`` with
CapsLock on. A space is a key that gives nothing; ◌ and a mark are a dead key.
"""

import ctypes
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase
from typing import Any
from xml.etree import ElementTree

from tests.tree import ROOT

TABLE = ROOT / "resources" / "keyboards" / "layouts.json"
RULES = Path("/usr/share/X11/xkb/rules")
# Its rows, by the kernel's number of their first key: without Shift, then with. The space bar gives a space on all.
ROWS = {
    2: ("1234567890-=", "!@#$%^&*()_+"),
    16: ("qwertyuiop[]", "QWERTYUIOP{}"),
    30: ("asdfghjkl;'`", 'ASDFGHJKL:"~'),
    43: ("\\zxcvbnm,./", "|ZXCVBNM<>?"),
}
KEYS = tuple("".join(rows[shift] for rows in ROWS.values()) for shift in (False, True))
CODES = [code for first, rows in ROWS.items() for code in range(first, first + len(rows[False]))]
FROM_EVDEV = 8  # XKB's numbers
LEAST_LETTERS = 20  # of a to z, without which a layout is no Latin one
NOTHING = " "
DEAD = "◌"
DEAD_KEY = re.compile(f"{DEAD}(.)")
Keyboard = tuple[tuple[str, str], tuple[str, str]]
_DEAD_MARKS = {
    "dead_grave": "\u0300",
    "dead_acute": "\u0301",
    "dead_circumflex": "\u0302",
    "dead_tilde": "\u0303",
    "dead_macron": "\u0304",
    "dead_diaeresis": "\u0308",
    "dead_hook": "\u0309",
    "dead_abovering": "\u030a",
    "dead_caron": "\u030c",
    "dead_belowdot": "\u0323",
    "dead_cedilla": "\u0327",
    "dead_ogonek": "\u0328",
}


class _Names(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")]


def library() -> Any:
    """libxkbcommon. Raises OSError where there is none."""
    xkb = ctypes.CDLL("libxkbcommon.so.0")
    for name in ("xkb_context_new", "xkb_keymap_new_from_names", "xkb_state_new"):
        getattr(xkb, name).restype = ctypes.c_void_p
    return xkb


class Layout:
    """One layout of libxkbcommon, as in ``fr`` or ``fr(bepo)``. Raises ValueError when it cannot be compiled."""

    def __init__(self, xkb: Any, name: str) -> None:
        self._xkb = xkb
        layout, _, variant = name.rstrip(")").partition("(")
        names = _Names(b"evdev", b"pc105", layout.encode(), variant.encode(), b"")
        context = ctypes.c_void_p(xkb.xkb_context_new(0))
        xkb.xkb_context_set_log_level(context, 0)
        keymap = ctypes.c_void_p(xkb.xkb_keymap_new_from_names(context, ctypes.byref(names), 0))
        if not keymap:
            raise ValueError(name)
        self._shift, self._lock = (1 << xkb.xkb_keymap_mod_get_index(keymap, mod) for mod in (b"Shift", b"Lock"))
        self._state = ctypes.c_void_p(xkb.xkb_state_new(keymap))

    def rows(self, *, caps: bool = False) -> tuple[str, str]:
        """What each of KEYS gives: without Shift, and with."""
        without, shifted = ("".join(self._gives(code, shift, caps) for code in CODES) for shift in (False, True))
        return without, shifted

    def _gives(self, code: int, shift: bool, caps: bool) -> str:
        held, locked = self._shift if shift else 0, self._lock if caps else 0
        self._xkb.xkb_state_update_mask(self._state, held, 0, locked, 0, 0, 0)
        symbol = self._xkb.xkb_state_key_get_one_sym(self._state, code + FROM_EVDEV)
        text = ctypes.create_string_buffer(64)
        self._xkb.xkb_keysym_get_name(symbol, text, len(text))
        if text.value.startswith(b"dead_"):
            mark = _DEAD_MARKS.get(text.value.decode())
            return DEAD + mark if mark else NOTHING
        written = self._xkb.xkb_keysym_to_utf8(symbol, text, len(text))
        letter = text.value.decode() if written > 0 else ""
        return letter if letter and unicodedata.category(letter) != "Cc" else NOTHING


def names() -> Iterator[str]:
    """All layouts and their variants."""
    seen = set()
    for file in ("evdev.xml", "evdev.extras.xml"):
        for layout in ElementTree.parse(RULES / file).iter("layout"):
            name = layout.findtext("configItem/name", "")
            variants = [variant.findtext("configItem/name", "") for variant in layout.iter("variant")]
            for every in (name, *(f"{name}({variant})" for variant in variants)):
                if every not in seen:
                    seen.add(every)
                    yield every


def table() -> dict[Keyboard, list[str]]:
    """The Latin layouts, by what their keys give plain and with CapsLock."""
    xkb = library()
    by_rows: dict[Keyboard, list[str]] = {}
    for name in names():
        try:
            layout = Layout(xkb, name)
        except ValueError:
            continue
        plain = layout.rows()
        if len(set(ascii_lowercase) & set("".join(plain).lower())) >= LEAST_LETTERS:
            by_rows.setdefault((plain, layout.rows(caps=True)), []).append(name)
    return by_rows


def written() -> str:
    """The file: one line for each different keyboard."""
    lines = [
        json.dumps({"layouts": layouts, "plain": plain, "caps": caps}, ensure_ascii=False)
        for (plain, caps), layouts in table().items()
    ]
    return f'{{"keys": {json.dumps(KEYS)}, "keyboards": [\n' + ",\n".join(lines) + "\n]}\n"


if __name__ == "__main__":
    TABLE.write_text(written(), "utf-8")
