"""Money is integer cents; an amount that cannot be read is unknown (None), never zero."""

import re

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_AMOUNT = re.compile(r"(?P<sign>-? ?)(?P<whole>\d{1,9})(?:[.,](?P<part>\d{1,2}))?")
# 1 234,50 and 1,234.50 and 1'234: one mark groups by three, another one separates the cents
_GROUPED = re.compile(
    r"(?P<whole>-? ?[1-9]\d{0,2}(?P<mark>[.,' ])\d{3}(?:(?P=mark)\d{3})*)(?P<part>(?!(?P=mark))[.,]\d{1,2})?"
)
_CURRENCY = re.compile(r"(?i)€|eur(?:os?)?|\$|usd|£|gbp|chf")
_INSIDE = re.compile(r"(?i)(?<=\d) ?(?:€|euros?) ?(?=\d{2}$)")  # 12€50


def parse_cents(text: str) -> int | None:
    """Cents in an amount as people write it (``71,51 €``, ``1 234,50``, ``12€50``); None when unreadable."""
    spaced = _INSIDE.sub(",", _SPACES.sub(" ", text).strip())
    bare = _SPACES.sub(" ", _CURRENCY.sub(" ", spaced)).strip()
    grouped = _GROUPED.fullmatch(bare)
    if grouped:
        bare = grouped["whole"].replace(grouped["mark"], "") + (grouped["part"] or "")
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        return None
    cents = int(found["whole"]) * 100 + int((found["part"] or "0").ljust(2, "0"))
    return -cents if found["sign"].strip() else cents
