"""``scan``: what the funnel makes of a text that a scanner has typed."""

from argparse import Namespace
from collections.abc import Sequence
from itertools import chain

from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result
from desk_app.domain import keyboards
from desk_app.domain.scan import OUR_CODES, Kind, Scan, decode

_NAMED = 4  # layouts on a line; all of them are in the JSON object


def scan(place: Place, words: Namespace) -> Result:
    """Say what a text is, and what else may have been sent, under which layouts."""
    if words.layout and words.layout not in keyboards.layouts():
        message = place.texts("cli.unknown_layout", layout=words.layout, known=", ".join(keyboards.EUROPE))
        return Result(result.USAGE, {"verdict": "usage", "message": message}, [message])
    read = decode(words.text, layout=words.layout, fast=True)
    message = place.texts(f"cli.scan_{read.kind}", code=read.shown)
    is_secret = read.kind is Kind.BADGE
    candidates = {} if is_secret else _candidates(words.text.strip(), words.layout, read)
    fields = {
        "kind": read.kind,
        "value": "" if is_secret else read.value,
        "message": message,
        "alternatives": read.alternatives,
        "candidates": [{"text": sent, "layouts": names} for sent, names in candidates.items()],
    }
    lines = result.columns([sent, ", ".join(_some(names))] for sent, names in candidates.items())
    return Result(result.DONE, fields, [message, *lines])


def _candidates(text: str, layout: str, read: Scan) -> dict[str, tuple[str, ...]]:
    """Our codes and order numbers among what may have been sent, with the layouts under which they arrive so."""
    near = keyboards.readings(text, (layout,) if layout else keyboards.EUROPE)
    far = {} if layout else keyboards.codes_sent(text)
    found: dict[str, dict[str, None]] = {}
    for sent, groups in chain(near.items(), far.items()):
        meant = decode(sent)
        if meant.kind in OUR_CODES or sent in read.alternatives:
            found.setdefault(meant.value, {}).update(dict.fromkeys(chain.from_iterable(groups)))
    return {sent: tuple(those) for sent, those in found.items()}


def _some(names: Sequence[str]) -> Sequence[str]:
    return names if len(names) <= _NAMED else [*names[:_NAMED], "…"]
