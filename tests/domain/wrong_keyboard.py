"""What arrives when a scanner set to a US keyboard types on a computer with another layout."""

import random
import unicodedata
from collections.abc import Iterator

from desk_app.domain import codes, keyboards

MODES = ("plain", "caps", "locked")  # CapsLock off, on, and on as Windows locks Shift
VARIANTS = tuple(
    sorted(name for name in keyboards.layouts() if "(" in name and name.partition("(")[0] in keyboards.EUROPE)
)
_MARKS = {keyboards.dead(chr(mark)): chr(mark) for mark in range(0x300, 0x370)}
_SPACING = {
    "\u0300": "`",
    "\u0301": "´",
    "\u0302": "^",
    "\u0303": "~",
    "\u0308": "¨",
    "\u030a": "°",
    "\u030c": "ˇ",
    "\u0327": "¸",
}


def arrives(sent: str, layout: str, mode: str = "plain", *, windows: bool = False) -> str:
    """The text. A dead key and what it does not combine with: Windows writes both, X11 neither."""
    row = keyboards.rows(layout)[MODES.index(mode)]
    written, mark = "", ""
    for key in sent:
        given = row[keyboards.us_keys().index(key)]
        if mark:
            written, mark = written + _after(mark, given, windows=windows), ""
        elif given in _MARKS:
            mark = _MARKS[given]
        elif given != keyboards.NOTHING:
            written += given
    return written + (_SPACING.get(mark, "") if windows else "")


def _after(mark: str, given: str, *, windows: bool) -> str:
    """What a dead key and the next key write."""
    spacing = _SPACING.get(mark, "")
    if given == " " or _MARKS.get(given) == mark:
        return spacing if not windows or given == " " else spacing * 2
    composed = unicodedata.normalize("NFC", given + mark)
    if len(composed) == 1:
        return composed
    return spacing + _SPACING.get(_MARKS.get(given, ""), given) if windows else ""


def random_codes(length: int, count: int, seed: int) -> Iterator[str]:
    """Valid codes that a failing run gives again."""
    dice = random.Random(f"{length} {seed}")
    for _ in range(count):
        letters = "".join(dice.choices(codes.ALPHABET, k=length - 1))
        yield letters + codes.check_letter(letters)
