"""Money is integer cents; an amount that cannot be read is unknown (None), never zero."""

import re

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_AMOUNT = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,9})(?:[.,](?P<part>\d{1,2}))?")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.,']\d{3})+(?:[.,]\d{1,2})?")
_CURRENCY = re.compile(r"(?i)€|eur(?:os?)?|\$|usd|£|gbp|chf")


def parse_cents(text: str) -> int | None:
    """Cents in an amount as people write it (``71,51 €``, ``1 234,50``, ``12.50€``); None when unreadable."""
    bare = _CURRENCY.sub("", _SPACES.sub("", text))
    if _GROUPED.fullmatch(bare):
        bare = _ungroup(bare)
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        return None
    cents = int(found["whole"]) * 100 + int((found["part"] or "0").ljust(2, "0"))
    return -cents if found["sign"] else cents


def _ungroup(bare: str) -> str:
    """``1.234,50`` and ``1,234.50`` lose their thousands mark; a lone ``1.234`` is one thousand."""
    last = max(bare.rfind(","), bare.rfind("."))
    is_decimal = len(bare) - last - 1 != 3
    whole, part = (bare[:last], bare[last + 1 :]) if is_decimal else (bare, "")
    whole = re.sub(r"[.,']", "", whole)
    return f"{whole}.{part}" if part else whole
