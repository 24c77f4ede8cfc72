"""Customers: how they are recognised (exactly), found (loosely), and shown (sparingly)."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")  # of any script: a name in Greek is a name
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
_SCIENTIFIC = re.compile(r"\d[.,]?\d*[eE]\+?\d+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_SMALL_WORDS = frozenset(["de", "du", "des", "la", "le", "les", "van", "von", "der", "el", "al", "ben", "di", "da"])
_TITLES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "me", "mrs", "ms", "et"})


def one_line(text: str) -> str:
    """Text as it is kept: runs of space are one, accents composed, what cannot be shown left out."""
    shown = (c for c in unicodedata.normalize("NFC", text) if c.isprintable() or c.isspace())
    return " ".join("".join(shown).split())


def fold(text: str) -> str:
    """Lower case, accents and ligatures off, every run of other characters one space."""
    plain = text.lower()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name, titles left out unless nothing else is there."""
    every = tuple(fold(name).split())
    return tuple(w for w in every if w not in _TITLES) or every


def deletions(word: str) -> frozenset[str]:
    """``word`` and all it becomes when one letter is lost: two words one slip apart share one of these."""
    return frozenset({word, *(word[:i] + word[i + 1 :] for i in range(len(word)))})


def is_one_slip(typed: str, word: str) -> bool:
    """Whether one letter lost, added, changed, or swapped with its neighbour makes ``typed`` of ``word``."""
    if abs(len(typed) - len(word)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(word)) and typed[start] == word[start]:
        start += 1
    rest, other = typed[start:], word[start:]
    swapped = len(rest) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]


def normal_email(text: str | None) -> str | None:
    """A lower-case address, or None when ``text`` is none."""
    bare = (text or "").strip().strip("'\"<>").lower().removeprefix("mailto:")
    return bare if _EMAIL.fullmatch(bare) else None


@lru_cache(maxsize=4096)
def normal_phone(text: str | None, region: str = "FR") -> str | None:
    """E.164 of a phone as shops write it (``06 12…``, ``612345678``, ``+33 (0)6…``), or None when it is not valid.

    A figure that a spreadsheet has rounded (``6,12E+08``) is not a phone any more and gives None.
    """
    import phonenumbers  # noqa: PLC0415 - slow to load, and the window that shows phones never needs it

    bare = re.sub(r"[\s\u00a0\u202f\u2007'\"`.\-/]+", "", text or "")
    if not bare or _SCIENTIFIC.fullmatch((text or "").strip()):
        return None
    for candidate in (bare,) if bare[0] in "+0" else (bare, f"+{bare}"):
        try:
            number = phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return None


def national_phone(e164: str) -> str:
    """``+33612345678`` as a French customer says it: ``06 12 34 56 78``; other countries keep their prefix."""
    if e164.startswith("+33") and len(e164) == 12:
        digits = "0" + e164[3:]
        return " ".join(digits[i : i + 2] for i in range(0, 10, 2))
    return e164


def masked_phone(e164: str) -> str:
    """Enough to recognise a number, not enough to call it: ``06 12 •• •• 78``."""
    shown = national_phone(e164)
    if " " in shown:
        pairs = shown.split()
        return " ".join([*pairs[:2], "••", "••", pairs[-1]])
    return f"{shown[:5]}•••{shown[-2:]}"


def masked_email(email: str) -> str:
    """Enough to recognise an address: ``eloise.l•••@exemple.fr``."""
    local, _, host = email.partition("@")
    return f"{local[: max(1, min(8, len(local) - 2))]}•••@{host}"


def short_name(name: str) -> str:
    """What a label shows of a customer: ``LEFÈVRE É.`` of ``Éloïse Lefèvre`` or ``LEFÈVRE Éloïse``.

    A surname in capitals is taken as such, else the last word is, with the small words before it; an initial is none.
    """
    parts = [p for p in name.split() if fold(p) and fold(p) not in _TITLES] or name.split()
    if len(parts) < 2:
        return " ".join(parts).upper()
    if len(fold(parts[-1])) == 1:  # Dupont J.
        parts = [parts[-1], *parts[:-1]]
    capitals = [p for p in parts if p.isupper() and len(p.rstrip(".")) > 1]
    if 0 < len(capitals) < len(parts):
        family, given = capitals, [p for p in parts if p not in capitals]
    else:
        cut = len(parts) - 1
        while cut > 1 and fold(parts[cut - 1]) in _SMALL_WORDS:
            cut -= 1
        given, family = parts[:cut], parts[cut:]
    initial = next((c for c in given[0] if c.isalnum()), given[0][0])
    return f"{' '.join(family).upper()} {initial.upper()}."
