"""What a scanned or typed text is. The page in front decides what it means."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from desk_app.domain import codes, keyboards
from desk_app.domain.commands import BY_CODE
from desk_app.domain.people import fold


class Kind(StrEnum):
    """The kinds of thing a scan can be."""

    PICKUP = "pickup"
    PARCEL = "parcel"
    SHELF = "shelf"
    COMMAND = "command"  # a barcode of the sheet beside the till
    BADGE = "badge"  # a clerk's: a secret, never shown nor kept
    MISREAD = "misread"  # as long as one of our codes, in our letters, but the check letter is wrong
    TEXT = "text"  # a shop's own order number, a shelf's name, a customer's name
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan: its kind, its canonical value (no separators, upper case for our codes), and the text as it came.

    ``alternatives``: what a TEXT was before a keyboard layout changed it, if one did; the likeliest first.
    """

    kind: Kind
    value: str
    raw: str
    alternatives: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """What may be read of it on a screen: our codes as people read them, of a badge nothing."""
        return "" if self.kind is Kind.BADGE else codes.spell(self.value)


_KIND_BY_LENGTH = {
    codes.COMMAND_LENGTH: Kind.COMMAND,
    codes.SHELF_TAG_LENGTH: Kind.SHELF,
    codes.PICKUP_CODE_LENGTH: Kind.PICKUP,
    codes.PARCEL_ID_LENGTH: Kind.PARCEL,
    codes.BADGE_LENGTH: Kind.BADGE,
}
OUR_CODES = frozenset(_KIND_BY_LENGTH.values())
_WORDS = (Kind.COMMAND, Kind.SHELF)
_BADGE_LENGTHS = range(codes.PARCEL_ID_LENGTH + 1, codes.BADGE_LENGTH + 1)
_AIM_PREFIX = re.compile(r"\A\][A-Za-z][0-9A-Za-z]")  # which symbology was read; some scanners send it
_SEPARATORS = re.compile(r"[\s.\-–—_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")  # and halves of characters, which cannot be written
_ORDER = re.compile(r"[0-9A-Za-z\-_/#.]*[0-9A-Za-z][0-9A-Za-z\-_/#.]*")  # what shops number their orders with
MOST_ALTERNATIVES = 8
_SPOILT_BADGE = Scan(Kind.MISREAD, "", "")  # what came of it would help to guess the rest


def decode(raw: str, *, physical: str = "", layout: str = "", fast: bool = False) -> Scan:
    """Tell what ``raw`` is, whatever its case and separators. Pure; never raises.

    ``physical``: the same keys as a US keyboard names them, where the system tells, and "" where it does not.
    ``layout``: the computer's own, as in ``fr`` or ``fr(bepo)``, where known. ``fast``: it came at a scanner's speed;
    what a hand typed is taken at its word, for among many readings one of a name would look like a code.
    """
    scan = decode_code(raw, physical=physical, layout=layout, fast=fast)
    if scan.kind is not Kind.TEXT:
        return scan
    others = _orders(scan.value, _plain(physical).value, _known(layout))
    if any(_plain(other).kind is Kind.BADGE for other in others):
        return _SPOILT_BADGE
    return replace(scan, alternatives=others[:MOST_ALTERNATIVES])


def decode_code(raw: str, *, physical: str = "", layout: str = "", fast: bool = False) -> Scan:
    """As :func:`decode`, without looking for what else a TEXT may have been: for asking often."""
    plain = _plain(raw)
    return _mended(plain, physical, _known(layout)) if fast and plain.kind is not Kind.EMPTY else plain


def may_be_ours(text: str) -> bool:
    """Whether ``text`` is nothing but letters of our codes, so that it may become a badge's."""
    return set(text.upper()) <= set(codes.ALPHABET)


def is_number(text: str) -> bool:
    """Whether a shop may number an order so: letters, digits, dashes, no space."""
    return _ORDER.fullmatch(text) is not None


def _known(layout: str) -> str:
    return layout if layout and layout in keyboards.layouts() else ""


def _mended(plain: Scan, physical: str, layout: str) -> Scan:
    """The one code that the keys can have meant; none when they can have meant two."""
    for texts in _meanings(plain, physical, layout):
        meant = {s.value: s for s in (plain, *map(_plain, texts)) if s.kind in OUR_CODES}
        if len(meant) == 1:
            (scan,) = meant.values()
            return scan if scan.kind is Kind.BADGE else replace(scan, raw=plain.raw)
        if any(scan.kind is Kind.BADGE for scan in meant.values()):
            return _SPOILT_BADGE
        if meant:
            return replace(plain, kind=Kind.MISREAD) if plain.kind in OUR_CODES else plain
    return plain


def _meanings(plain: Scan, physical: str, layout: str) -> Iterator[Iterable[str]]:
    """What a US keyboard may have sent, in steps: what is known, or else the layouts that are likely, then all."""
    text = _CONTROL.sub(" ", plain.raw).strip()
    if physical:
        yield (physical,)
    elif layout:
        yield keyboards.readings(text, (layout,))
    elif not may_be_ours(_SEPARATORS.sub("", text)):  # else it is ours, or misread: no guess
        yield from (keyboards.readings(text, names) for names in (keyboards.NEAREST, keyboards.EUROPE))
        yield keyboards.codes_sent(text)


def _orders(text: str, physical: str, layout: str) -> tuple[str, ...]:
    """What an order's number may have been, the likeliest first; none that differs in case and signs only."""
    names = (layout,) if layout else keyboards.EUROPE
    found: dict[str, str] = {}
    for other in (physical, *keyboards.readings(text, names), *keyboards.with_digits(text, names)):
        if is_number(other):
            found.setdefault(_bare(other), other)
    found.pop(_bare(text), None)
    return tuple(found.values())


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")


def _may_be_badge(letters: str) -> bool:
    """Whether these are a badge's, or nearly all of them: nothing else of ours is as long, and no word is."""
    return len(letters) in _BADGE_LENGTHS and may_be_ours(letters)


def _plain(raw: str) -> Scan:
    """What ``raw`` is when every key wrote what it should."""
    text = _AIM_PREFIX.sub("", _CONTROL.sub(" ", raw).strip()).strip()
    if not text:
        return Scan(Kind.EMPTY, "", raw)
    letters = _SEPARATORS.sub("", text).upper()
    kind = _KIND_BY_LENGTH.get(len(letters))
    if _may_be_badge(letters):
        is_whole = kind is Kind.BADGE and codes.is_valid(letters)
        return Scan(Kind.BADGE, letters, "") if is_whole else _SPOILT_BADGE
    if kind is None or not may_be_ours(letters):
        return Scan(Kind.TEXT, " ".join(text.split()), raw)
    if letters in BY_CODE if kind is Kind.COMMAND else codes.is_valid(letters):
        return Scan(kind, letters, raw)
    if kind in _WORDS:  # short enough to be a word; nobody is served by calling a name a misread tag
        return Scan(Kind.TEXT, " ".join(text.split()), raw)
    return Scan(Kind.MISREAD, letters, raw)
