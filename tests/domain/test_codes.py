"""The check letter catches every single substitution and every swap; the lengths tell the kinds apart."""

import random
from collections.abc import Iterator
from itertools import combinations

import pytest

from desk_app.domain import codes
from desk_app.domain.scan import Kind, decode

LENGTHS = {7: Kind.SHELF, 9: Kind.PICKUP, 12: Kind.PARCEL}
CODES_EACH = 300


def random_codes(length: int, seed: int) -> Iterator[str]:
    """Valid codes that a failing run gives again."""
    dice = random.Random(seed)
    for _ in range(CODES_EACH):
        letters = "".join(dice.choices(codes.ALPHABET, k=length - 1))
        yield letters + codes.check_letter(letters)


def substitutions(code: str) -> Iterator[str]:
    """Every code that differs in one letter."""
    for place, right in enumerate(code):
        yield from (code[:place] + wrong + code[place + 1 :] for wrong in codes.ALPHABET if wrong != right)


def swaps(code: str) -> Iterator[str]:
    """Every code in which two different letters, side by side or not, have changed places."""
    for first, second in combinations(range(len(code)), 2):
        if code[first] != code[second]:
            letters = list(code)
            letters[first], letters[second] = letters[second], letters[first]
            yield "".join(letters)


@pytest.mark.parametrize("length", LENGTHS)
def test_every_single_substitution_is_caught(length: int) -> None:
    tried = [wrong for code in random_codes(length, seed=1) for wrong in substitutions(code)]
    assert len(tried) == CODES_EACH * length * 15
    assert [wrong for wrong in tried if codes.is_valid(wrong)] == []


@pytest.mark.parametrize("length", LENGTHS)
def test_every_swap_of_two_letters_is_caught(length: int) -> None:
    tried = [wrong for code in random_codes(length, seed=2) for wrong in swaps(code)]
    assert len(tried) > CODES_EACH * length * (length - 1) / 2 * 0.9  # a sixteenth of the pairs are equal letters
    assert [wrong for wrong in tried if codes.is_valid(wrong)] == []


@pytest.mark.parametrize("length", LENGTHS)
def test_codes_themselves_are_valid(length: int) -> None:
    every = list(random_codes(length, seed=3))
    assert all(map(codes.is_valid, every))
    assert len(set(every)) == CODES_EACH


def test_each_letter_of_a_code_has_one_check_letter_of_its_own() -> None:
    """Changing one letter through the whole alphabet runs the check letter through the whole alphabet."""
    for place in range(8):
        letters = list("BKDFTRHL")
        checks = set()
        for letter in codes.ALPHABET:
            letters[place] = letter
            checks.add(codes.check_letter("".join(letters)))
        assert checks == set(codes.ALPHABET)


@pytest.mark.parametrize(
    ("new", "length"), [(codes.new_shelf_tag, 7), (codes.new_pickup_code, 9), (codes.new_parcel_id, 12)]
)
def test_new_codes_are_valid_and_tell_their_kind_by_their_length(new: object, length: int) -> None:
    assert callable(new)
    made = {new() for _ in range(200)}
    assert len(made) == 200
    for code in made:
        assert len(code) == length
        assert set(code) <= set(codes.ALPHABET)
        assert decode(code).kind is LENGTHS[length]


def test_a_code_cut_short_or_lengthened_is_not_taken_for_another_kind() -> None:
    for length in LENGTHS:
        for code in random_codes(length, seed=4):
            shorter, longer = decode(code[:-1]), decode(code + "B")
            assert shorter.kind in (Kind.TEXT, Kind.MISREAD)
            assert longer.kind in (Kind.TEXT, Kind.MISREAD)


def test_letters_outside_the_alphabet_are_no_code() -> None:
    assert not codes.is_valid("AEIOUAEIO")
    assert not codes.is_valid("bkdftrhln")  # decoding folds the case, the code itself is in capitals
    with pytest.raises(KeyError):
        codes.check_letter("BKDA")


def test_no_code_is_longer_than_the_check_letter_is_safe() -> None:
    longest = "B" * (codes.MAX_LENGTH - 1)
    assert codes.is_valid(longest + codes.check_letter(longest))
    assert not codes.is_valid("B" * (codes.MAX_LENGTH + 1))
    with pytest.raises(ValueError, match="15"):
        codes.check_letter("B" * codes.MAX_LENGTH)


@pytest.mark.parametrize("text", ["", "B", "X"])
def test_too_short_to_be_a_code(text: str) -> None:
    assert not codes.is_valid(text)


@pytest.mark.parametrize(
    ("code", "shown"),
    [("BKDFTRHLN", "BKD-FTR-HLN"), ("XKDPTRBLJHVC", "XKDP TRBL JHVC"), ("BCDFGHJ", "BCDFGHJ"), ("", "")],
)
def test_codes_as_people_read_them(code: str, shown: str) -> None:
    assert codes.spell(code) == shown
    assert "".join(c for c in codes.spell(code) if c.isalpha()) == code
