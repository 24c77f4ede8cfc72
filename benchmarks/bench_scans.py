"""Scans: what the funnel takes for a text that came through the wrong keyboard layout."""

from functools import partial
from random import Random

from benchmarks.figures import Figure, table, timed
from desk_app.domain import codes, keyboards
from desk_app.domain.codes import new_pickup_code
from desk_app.domain.scan import decode

SCANS = 1_000
KNOWN = "fr(bepo)"


def arrived(layouts: tuple[str, ...], seed: int) -> list[str]:
    """Pickup codes as they arrive under random layouts, those that arrive right left out."""
    dice = Random(seed)
    texts: list[str] = []
    while len(texts) < SCANS:
        code, row = new_pickup_code(), keyboards.rows(dice.choice(layouts))[0]
        text = code.translate(str.maketrans(keyboards.us_keys(), row))
        if text != code:
            texts.append(text)
    return texts


def run() -> list[Figure]:
    """The figures of the scans; the floor takes the same text for what it is and weighs its check letter."""
    known = timed(partial(decode, layout=KNOWN, fast=True), arrived((KNOWN,), 2))
    guessed = timed(partial(decode, fast=True), arrived(tuple(keyboards.layouts()), 3))
    orders = timed(partial(decode, fast=True), [f"CMD-{number}" for number in range(SCANS)])
    floor = timed(codes.is_valid, [new_pickup_code() for _ in range(SCANS)]).median
    return [
        Figure("garbled scan: layout known", KNOWN, known.median, known.p99, floor, most=1),
        Figure("garbled scan: no layout known", "all", guessed.median, guessed.runs[-1], floor, most_p99=20),
        Figure("order number: no layout known", "all", orders.median, orders.p99, floor, most_p99=20),
    ]


if __name__ == "__main__":
    print(table(run()))
