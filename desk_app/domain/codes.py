"""Codes that survive a scanner on the wrong keyboard layout.

Sixteen consonants, one per value of GF(16), and a check letter chosen so that Σ αⁱ·cᵢ = 0 over
GF(16) = GF(2)[x]/(x⁴+x+1). Every single substitution changes one term and every swap of two letters
changes two terms by different factors, so both are caught as long as a code has at most 15 letters.

Nothing personal is in a code, and the length alone tells the kinds apart.
"""

import secrets

from desk_app.domain.draws import draw

ALPHABET = "BCDFGHJKLNPRSTVX"
MAX_LENGTH = 15  # the order of α: beyond it two places would weigh the same

COMMAND_LENGTH = 5
SHELF_TAG_LENGTH = 7
PICKUP_CODE_LENGTH = 9
PARCEL_ID_LENGTH = 12
BADGE_LENGTH = 15

_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}


def _powers_of_alpha() -> tuple[int, ...]:
    powers, value = [], 1
    for _ in range(MAX_LENGTH):
        powers.append(value)
        value <<= 1
        if value & 0b10000:
            value ^= 0b10011
    return tuple(powers)


_EXP = _powers_of_alpha()
_LOG = {value: power for power, value in enumerate(_EXP)}


def _times_alpha(value: int, power: int) -> int:
    return 0 if value == 0 else _EXP[(_LOG[value] + power) % 15]


def _weigh(code: str) -> int:
    total = 0
    for place, letter in enumerate(code):
        total ^= _times_alpha(_VALUE[letter], place)
    return total


def check_letter(letters: str) -> str:
    """The letter that makes ``letters`` a valid code. Raises KeyError on a letter outside ALPHABET."""
    if len(letters) >= MAX_LENGTH:
        raise ValueError(f"a code has at most {MAX_LENGTH} letters")
    return ALPHABET[_times_alpha(_weigh(letters), -len(letters))]


def is_valid(code: str) -> bool:
    """Whether ``code`` is over ALPHABET, short enough to be safe, and its check letter is right."""
    return 1 < len(code) <= MAX_LENGTH and all(c in _VALUE for c in code) and _weigh(code) == 0


def _random_code(length: int) -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(length - 1))
    return letters + check_letter(letters)


def new_pickup_code() -> str:
    """Eight random letters and the check letter, as in ``BKDFTRHLN``."""
    return draw("pickup", lambda: _random_code(PICKUP_CODE_LENGTH))


def new_parcel_id() -> str:
    """Eleven random letters and the check letter: random so that no label tells how much a hub handles."""
    return draw("parcel", lambda: _random_code(PARCEL_ID_LENGTH))


def new_shelf_tag() -> str:
    """What a shelf's label says: six random letters and the check letter."""
    return _random_code(SHELF_TAG_LENGTH)


def new_badge_code() -> str:
    """What a clerk's badge says: fourteen random letters, too many to be guessed, and the check letter. A secret."""
    return _random_code(BADGE_LENGTH)


def spell(code: str) -> str:
    """A code as people read it: ``BKD-FTR-HLN`` for pickups, ``XKDP TRBL JHVC`` for parcels."""
    if len(code) == PICKUP_CODE_LENGTH:
        return "-".join(code[i : i + 3] for i in range(0, len(code), 3))
    if len(code) == PARCEL_ID_LENGTH:
        return " ".join(code[i : i + 4] for i in range(0, len(code), 4))
    return code
