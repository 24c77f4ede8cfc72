"""What a scanner's test code tells of it: layout, what comes before and after, speed; and one advice. No Qt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from desk_app.domain import keyboards
from desk_app.ui.scan_keys import BURST_GAP_MS, SLOW_SCANNER_GAP_MS, Key, Suffix, Wedge

TEST_CODE = "AZQM-268"
"""Letters, a dash and digits that layouts move; as short as fits the bars on a label."""

_ENDS = {"\r": Suffix.ENTER, "\t": Suffix.TAB}
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
SLOW_MS = 64
US = "us"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a scan of the test code has told.

    ``arrived``: what the keys wrote. ``layout``: the keyboard that the computer has, ``""`` where scanner and computer
    agree; ``by_keys``: it does not matter, the system tells the keys themselves. ``is_known``: it was the test code.
    ``advice`` names one sentence.
    """

    arrived: str
    is_known: bool
    layout: str = ""
    by_keys: bool = False
    prefix: str = ""
    suffix: Suffix = Suffix.NONE
    gap_ms: float | None = None
    capitals_turned: bool = False
    advice: str = ""

    @property
    def wedge(self) -> Wedge:
        """What the counter is to know of the scanner."""
        return Wedge(self.prefix, self.suffix, "" if self.by_keys else self.layout)


def examine(keys: Sequence[Key]) -> Finding:
    """What these keys, Enter and Tab among them, tell of the scanner that sent the test code."""
    ended = [key.text for key in keys if key.text in _ENDS]
    written = [key for key in keys if key.text not in _ENDS]
    arrived, physical = "".join(key.text for key in written), "".join(key.physical for key in written)
    suffix = _ENDS[ended[0]] if ended else Suffix.NONE
    gap = _gap(written)
    layout, sent = _layout(arrived, physical)
    place = sent.upper().find(TEST_CODE)
    if place < 0:
        return Finding(arrived, False, suffix=suffix, gap_ms=gap, advice=_advice_unknown(gap, arrived))
    by_keys = bool(layout) and TEST_CODE in physical.upper()
    prefix = _AIM.sub("", sent[:place])
    if len(arrived) == len(sent):
        prefix = arrived[: len(prefix)]  # as the keys will write it the next time
    turned = sent[place : place + len(TEST_CODE)] == TEST_CODE.lower()
    advice = _advice(layout, by_keys, suffix, gap)
    return Finding(arrived, True, layout, by_keys, prefix, suffix, gap, turned, advice)


def _layout(arrived: str, physical: str) -> tuple[str, str]:
    """The computer's layout where the scanner believes in a US one, and what it has sent; (``""``, as it came)."""
    if TEST_CODE in arrived.upper():
        return "", arrived
    for names in (keyboards.EUROPE, keyboards.layouts()):
        for name in names:
            sent = next((text for text in keyboards.readings(arrived, (name,)) if TEST_CODE in text.upper()), "")
            if sent:
                return name, sent
    return (US, physical) if TEST_CODE in physical.upper() else ("", arrived)


def _gap(keys: Sequence[Key]) -> float | None:
    gaps = [after.at - before.at for before, after in pairwise(keys)]
    return median(gaps) if gaps else None


def _advice(layout: str, by_keys: bool, suffix: Suffix, gap: float | None) -> str:
    """One sentence: what would help most."""
    if gap is not None and gap > SLOW_SCANNER_GAP_MS:
        return "typed"
    if suffix is Suffix.NONE:
        return "no_suffix"
    if gap is not None and gap > SLOW_MS:
        return "slow"
    if layout:
        return "by_keys" if by_keys else "by_layout"
    return "well"


def _advice_unknown(gap: float | None, arrived: str) -> str:
    if gap is not None and gap > BURST_GAP_MS:
        return "typed"
    return "unreadable" if arrived else "nothing"
