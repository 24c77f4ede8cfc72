"""What a scanned or typed text is. The page in front decides what it means."""

import re
from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain import codes
from desk_app.domain.commands import BY_CODE


class Kind(StrEnum):
    """The kinds of thing a scan can be."""

    PICKUP = "pickup"
    PARCEL = "parcel"
    SHELF = "shelf"
    COMMAND = "command"  # a barcode of the sheet beside the till
    MISREAD = "misread"  # as long as one of our codes, in our letters, but the check letter is wrong
    TEXT = "text"  # a shop's own order number, a shelf's name, a customer's name
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan: its kind, its canonical value (no separators, upper case for our codes), and the text as it came."""

    kind: Kind
    value: str
    raw: str


_KIND_BY_LENGTH = {
    codes.COMMAND_LENGTH: Kind.COMMAND,
    codes.SHELF_TAG_LENGTH: Kind.SHELF,
    codes.PICKUP_CODE_LENGTH: Kind.PICKUP,
    codes.PARCEL_ID_LENGTH: Kind.PARCEL,
}
_WORDS = (Kind.COMMAND, Kind.SHELF)
_AIM_PREFIX = re.compile(r"\A\][A-Za-z][0-9A-Za-z]")  # which symbology was read; some scanners send it
_SEPARATORS = re.compile(r"[\s.\-–—_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")  # and halves of characters, which cannot be written


def decode(raw: str) -> Scan:
    """Tell what ``raw`` is, whatever its case and separators. Pure; never raises."""
    text = _AIM_PREFIX.sub("", _CONTROL.sub(" ", raw).strip()).strip()
    if not text:
        return Scan(Kind.EMPTY, "", raw)
    letters = _SEPARATORS.sub("", text).upper()
    kind = _KIND_BY_LENGTH.get(len(letters))
    if kind is None or not set(letters) <= set(codes.ALPHABET):
        return Scan(Kind.TEXT, " ".join(text.split()), raw)
    if letters in BY_CODE if kind is Kind.COMMAND else codes.is_valid(letters):
        return Scan(kind, letters, raw)
    if kind in _WORDS:  # short enough to be a word; nobody is served by calling a name a misread tag
        return Scan(Kind.TEXT, " ".join(text.split()), raw)
    return Scan(Kind.MISREAD, letters, raw)
