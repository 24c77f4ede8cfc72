"""What a scanner that types as a US keyboard has sent, told from what the computer's own layout made of it.

The table has each Latin layout once. A dead key and the letter after it write one accented letter, or both by
themselves: each is taken back to its keys. Where a system swallows both, nothing is guessed; no dead key is under a
letter of our codes.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from math import prod
from operator import itemgetter

from desk_app.domain.codes import ALPHABET

# The default layouts of Europe, those of French counters first; the others are as good as each other.
NEAREST = ("fr", "be")
EUROPE = (
    *(*NEAREST, "ch", "de", "es", "it", "gb", "pt", "at", "nl", "ie", "dk", "se", "no", "fi", "is", "fo", "pl", "cz"),
    *("sk", "hu", "ro", "md", "si", "hr", "ba", "me", "al", "tr", "ee", "lv", "lt", "mt"),
)

LONGEST = 40  # a scan that is longer is no code and no number
NOTHING = "\0"  # what a key gives that writes nothing
_MOST_READINGS = 64  # of one text under one layout that writes the same with several keys: beyond it nothing is told
_DEAD = re.compile("◌(.)")
_SPACING = dict(zip("`´^~¯¨°ˇ¸˛", "\u0300\u0301\u0302\u0303\u0304\u0308\u030a\u030c\u0327\u0328", strict=True))

# What may have been sent, each with the layouts under which it arrives as it did, in groups that write the same.
Readings = Mapping[str, Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class _Table:
    """A row is what each of ``keys`` gives; ``rows`` has each with its layouts, ``by_layout`` the rows of one."""

    keys: str
    rows: Mapping[str, tuple[str, ...]]
    by_layout: Mapping[str, tuple[str, str, str]]


def dead(mark: str) -> str:
    """What stands in a row for the dead key of a combining mark; no key writes it."""
    return chr(0xF0000 + ord(mark))  # of a plane for private use


def us_keys() -> str:
    """The keys of a US keyboard: those without Shift, the same with Shift, the space bar."""
    return _table().keys


def layouts() -> Collection[str]:
    """All that the table knows."""
    return _table().by_layout.keys()


def rows(layout: str) -> tuple[str, str, str]:
    """What each of ``us_keys`` gives: CapsLock off, on, and on as Windows locks Shift. Raises KeyError."""
    return _table().by_layout[layout]


def readings(text: str, names: tuple[str, ...]) -> Readings:
    """What a US keyboard may have sent when ``text`` arrived under one of these layouts, the first of them first.

    Nothing when ``text`` is longer than LONGEST. Raises KeyError for a layout that the table does not know.
    """
    return _read(text, us_keys(), _rows_of(names))


def codes_sent(text: str) -> Readings:
    """The same under whatever layout of the table, as far as a US keyboard sent letters of our codes only."""
    return _read(text, ALPHABET, _letters())


def _read(text: str, keys: str, rows_of_keys: Mapping[str, Sequence[str]]) -> Readings:
    found: dict[str, list[Sequence[str]]] = {}
    if 0 < len(text) <= LONGEST:
        for row, those in rows_of_keys.items():
            for sent in _sent(text, row, keys):
                found.setdefault(sent, []).append(those)
    return found


def with_digits(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """``text`` with digits for what their keys give without Shift, as a hand types it: ``2`` for ``é`` under ``fr``.

    A ``-`` may be a digit too where it is on a digit's key: first each is left alone, then one of them, then none.
    Nothing when there is nothing to change.
    """
    found: dict[str, None] = {}
    for name in names:
        digits = _digits_of(name)
        sure = {given: digit for given, digit in digits.items() if given not in map(ord, "-_")}
        if text.translate(sure) != text:
            every = text.translate(digits)
            signs = [place for place, letter in enumerate(text) if letter in "-_"]
            one = [every[:place] + text[place] + every[place + 1 :] for place in signs]
            found |= dict.fromkeys((text.translate(sure), *one, every))
    return tuple(found)


@cache
def _table() -> _Table:
    file = resources.files("desk_app.resources") / "keyboards" / "layouts.json"
    table = json.loads(_DEAD.sub(lambda found: dead(found[1]), file.read_text(encoding="utf-8")))
    every: dict[str, tuple[str, ...]] = {}
    by_layout: dict[str, tuple[str, str, str]] = {}
    for keyboard in table["keyboards"]:
        without, shifted = keyboard["plain"]
        three = _row(without, shifted), _row(*keyboard["caps"]), _row(shifted, without)
        by_layout |= dict.fromkeys(keyboard["layouts"], three)
        for row in dict.fromkeys(three):
            every[row] = every.get(row, ()) + tuple(keyboard["layouts"])
    return _Table(_row(*table["keys"]), every, by_layout)


def _row(without: str, shifted: str) -> str:
    return (without + shifted).replace(" ", NOTHING) + " "


@lru_cache(maxsize=16)
def _rows_of(names: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    table = _table()
    every = dict.fromkeys(row for name in names for row in table.by_layout[name])
    return {row: table.rows[row] for row in every}


@cache
def _letters() -> Mapping[str, Sequence[str]]:
    """What the letters of our codes give, capital or small, with the layouts under which they do."""
    table = _table()
    found: dict[str, tuple[str, ...]] = {}
    for letters in (ALPHABET, ALPHABET.lower()):
        those = itemgetter(*map(table.keys.index, letters))
        for row, names in table.rows.items():
            given = "".join(those(row))
            found[given] = found.get(given, ()) + names
    return found


def _sent(text: str, row: str, keys: str) -> Iterable[str]:
    places = [row.find(letter) for letter in text]
    if -1 in places and not _giving(text[places.index(-1)], row, keys):
        return ()
    if places == [row.rfind(letter) for letter in text] and -1 not in places and _SPACING.keys().isdisjoint(text):
        return ("".join([keys[place] for place in places]),)  # nearly always: one key writes each letter
    every = [_giving(letter, row, keys) for letter in text]
    return map("".join, product(*every)) if prod(map(len, every)) <= _MOST_READINGS else ()


def _giving(letter: str, row: str, keys: str) -> Sequence[str]:
    """The keys, or pairs of a dead key and another, that write ``letter``."""
    itself, *others = _forms(letter)
    found: Sequence[str] = _keys(itself, row, keys)
    for form in others:
        found = [*found, *map("".join, product(*[_keys(given, row, keys) for given in form]))]
    return found


def _keys(given: str, row: str, keys: str) -> str:
    """The keys that give one character."""
    first, last = row.find(given), row.rfind(given)
    if first == last:
        return keys[first] if first >= 0 else ""
    return "".join([key for key, its in zip(keys, row, strict=True) if its == given])


@lru_cache(maxsize=1024)
def _forms(letter: str) -> tuple[str, ...]:
    """What may have written ``letter``: itself, a dead key alone, a dead key and a letter."""
    if letter in _SPACING:
        return letter, dead(_SPACING[letter])
    parts = unicodedata.normalize("NFD", letter)
    return (letter, dead(parts[1]) + parts[0]) if len(parts) == 2 else (letter,)


@cache
def _digits_of(layout: str) -> Mapping[int, str]:
    """What the digits' keys give without Shift, where that is a sign or a letter."""
    plain, caps, _ = rows(layout)
    pairs = [*zip(plain, us_keys(), strict=True), *zip(caps, us_keys(), strict=True)]
    return {ord(given): key for given, key in pairs if key.isdigit() and given.isprintable() and not given.isdigit()}
