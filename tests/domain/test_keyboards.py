"""A scanner set to a US keyboard is read right on every other one: all layouts, all states of CapsLock.

The shares are a ratchet: they may only rise.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

import pytest

from desk_app.domain import keyboards
from desk_app.domain.codes import ALPHABET
from desk_app.domain.scan import OUR_CODES, Kind, decode
from tests.domain import make_keyboards
from tests.domain.wrong_keyboard import MODES, VARIANTS, arrives, random_codes
from tests.optional import leave

KINDS = {7: Kind.SHELF, 9: Kind.PICKUP, 12: Kind.PARCEL}
EVERY = tuple(keyboards.layouts())
LATIN = 452

# Here keys that the codes need write nothing at all, and what is left of a long code may be a short one.
SWALLOWING = {"lv(fkey)", "lk(us)"}
# Here two letters of our codes write the same, and the check letter has to choose between them.
BY_TWO_KEYS = {"pt(colemak)", "in(iipa)"}
DIFFERENT = tuple({arrives(ALPHABET, name): name for name in EVERY}.values())  # as far as codes can tell
GROUPS = {"European variants": VARIANTS, "all": EVERY}

# Percent of the codes of all kinds under all layouts of a group. The rest is refused, but for what is wrong.
RIGHT_WHEN_KNOWN = {"European variants": 99.3, "all": 99.3}
RIGHT_WHEN_GUESSED = {"European variants": 97.2, "all": 97.5}
WRONG_WHEN_GUESSED = {"European variants": 0.07, "all": 0.1}


@cache
def verdicts(*, known: bool) -> dict[str, Counter[str]]:
    """For each layout how many codes were read right, refused, and taken for another."""
    every = [code for length in KINDS for code in random_codes(length, 4, seed=1)]
    counted: dict[str, Counter[str]] = {name: Counter() for name in EVERY}
    read: dict[tuple[str, str], str] = {}
    for name, mode, code in product(EVERY, MODES, every):
        key = arrives(code, name, mode), name if known else ""
        if key not in read:
            scan = decode(key[0], layout=key[1], fast=True)
            read[key] = scan.value if scan.kind in OUR_CODES else ""
        counted[name]["refused" if not read[key] else "right" if read[key] == code else "wrong"] += 1
    return counted


def percent(verdict: str, names: Iterable[str], *, known: bool) -> float:
    """The share of a verdict among all codes under some layouts."""
    counted = verdicts(known=known)
    total = sum((counted[name] for name in names), Counter[str]())
    return 100 * total[verdict] / total.total()


def test_the_table_has_every_latin_layout_once() -> None:
    assert len(EVERY) == LATIN
    assert set(keyboards.EUROPE) <= set(EVERY)
    assert len(set(keyboards.us_keys())) == len(keyboards.us_keys()) == 95
    assert {len(row) for name in EVERY for row in keyboards.rows(name)} == {95}


@pytest.mark.parametrize("name", ["us", "fr", "be", "de", "ch", "es", "cz", "us(intl)", "us(dvorak)", "fr(bepo)"])
def test_the_table_says_what_the_system_does(name: str) -> None:
    try:
        layout = make_keyboards.Layout(make_keyboards.library(), name)
    except OSError:
        leave("not installed: libxkbcommon")
    except ValueError:
        leave("not installed: xkb-data")
    plain, caps, locked = (row.replace(keyboards.NOTHING, " ")[:-1] for row in keyboards.rows(name))
    for row, given in ((plain, layout.rows()), (caps, layout.rows(caps=True)), (locked, layout.rows()[::-1])):
        assert row == make_keyboards.DEAD_KEY.sub(lambda found: keyboards.dead(found[1]), "".join(given))


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("windows", [True, False])
@pytest.mark.parametrize("length", KINDS)
def test_every_code_is_read_under_every_layout_of_europe(length: int, windows: bool, known: bool) -> None:
    for name, mode in product(keyboards.EUROPE, MODES):
        for code in random_codes(length, 10, seed=EVERY.index(name)):
            scan = decode(arrives(code, name, mode, windows=windows), layout=name if known else "", fast=True)
            assert (scan.kind, scan.value) == (KINDS[length], code), (name, mode)


@pytest.mark.parametrize("group", GROUPS)
def test_where_the_layout_is_known_no_code_is_taken_for_another(group: str) -> None:
    assert percent("wrong", set(GROUPS[group]) - SWALLOWING, known=True) == 0
    assert percent("right", GROUPS[group], known=True) >= RIGHT_WHEN_KNOWN[group]


@pytest.mark.parametrize("group", GROUPS)
def test_where_it_is_not_known_few_are(group: str) -> None:
    assert percent("wrong", GROUPS[group], known=False) <= WRONG_WHEN_GUESSED[group]
    assert percent("right", GROUPS[group], known=False) >= RIGHT_WHEN_GUESSED[group]


@pytest.mark.parametrize("name", keyboards.EUROPE)
def test_a_misread_letter_is_a_misread_under_every_layout_of_europe(name: str) -> None:
    """What the check letter catches is caught before and after the layout: nothing is mended into another code."""
    for length, mode in product((9, 12), MODES):
        (code,) = random_codes(length, 1, seed=5)
        for wrong in (*_substituted(code), *_swapped(code)):
            text = arrives(wrong, name, mode)
            assert decode(text, fast=True).kind is decode(text, layout=name, fast=True).kind is Kind.MISREAD


def test_a_misread_letter_is_mended_into_no_other_code_where_the_layout_is_known() -> None:
    """A few are another code as they arrive; no more are after mending."""
    mended = set()
    for name in DIFFERENT:
        (code,) = random_codes(9, 1, seed=EVERY.index(name))
        texts = [arrives(wrong, name) for wrong in (*_substituted(code), *_swapped(code))]
        read = [text for text in texts if decode(text, layout=name, fast=True).kind in OUR_CODES]
        mended |= {name for text in read if decode(text).kind not in OUR_CODES}
    assert mended <= BY_TWO_KEYS


def _substituted(code: str) -> Iterator[str]:
    return (code[:at] + wrong + code[at + 1 :] for at in range(len(code)) for wrong in ALPHABET if wrong != code[at])


def _swapped(code: str) -> Iterator[str]:
    pairs = (at for at in range(len(code) - 1) if code[at] != code[at + 1])
    return (code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in pairs)
