"""Many shelves at once: the codes from A-01 to A-12."""

import re

MOST = 200
_LAST_NUMBER = re.compile(r"(.*?)(\d+)(\D*)")


def span(first: str, last: str) -> tuple[str, ...]:
    """The codes from ``first`` to ``last``, which differ in their last number only; ``last`` may be just that number.

    An empty ``last`` gives ``first`` alone. Raises ValueError when the two are no range, or one of more than MOST.
    """
    first, last = _tidy(first), _tidy(last)
    if not last:
        return (first,)
    begin = _LAST_NUMBER.fullmatch(first)
    end = _LAST_NUMBER.fullmatch(last)
    if begin is None or end is None:
        raise ValueError(last)
    head, low, tail = begin.groups()
    if end.groups()[::2] != (head, tail) and last != end[2]:
        raise ValueError(last)
    if not 0 <= int(end[2]) - int(low) < MOST:
        raise ValueError(last)
    return tuple(f"{head}{number:0{len(low)}d}{tail}" for number in range(int(low), int(end[2]) + 1))


def _tidy(code: str) -> str:
    return " ".join(code.split()).upper()
