"""Finding a customer without a code: by a beginning, by a part, without accents, with a typing slip."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

from benchmarks.figures import Figure, timed
from benchmarks.names import slip
from benchmarks.site import Site
from desk_app.counter import find
from desk_app.domain.people import fold, words

QUERIES = 300
_WAITING = "SELECT p.name, o.email, o.phone FROM person p JOIN pickup k ON k.person_id = p.id JOIN shop_order o" + (
    " ON o.person_id = p.id WHERE k.closed_at IS NULL GROUP BY p.id ORDER BY p.id"
)
_EVERYBODY = "SELECT name FROM person ORDER BY id"
_BARE_RANGE = (
    "SELECT k.person_id, p.name FROM person_key k JOIN person p ON p.id = k.person_id"
    " WHERE k.hub_id = ? AND k.key >= ? AND k.key < ? ORDER BY k.key LIMIT 20"
)


def run(site: Site) -> Iterator[Figure]:
    """The figures of the search."""
    rng = Random(11)
    waiting = [name for name, *_ in site.sample(_WAITING, QUERIES)]
    everybody = [name for (name,) in site.sample(_EVERYBODY, QUERIES)]
    with site.bare() as bare:
        starts = [words(name)[-1] for name in waiting]
        hub = site.desk.hub_id
        floor = timed(lambda start: bare.fetch(_BARE_RANGE, (hub, start, start + "\U0010ffff")), starts).median
    kinds: dict[str, list[str]] = {
        "beginning of a word": [_beginning(name, rng) for name in waiting + everybody],
        "part of a word": [_part(name, rng) for name in waiting + everybody],
        "the whole name, accents off": [fold(name) for name in waiting + everybody],
        "a phone or an e-mail": [row[1] or row[2] for row in site.sample(_WAITING, QUERIES) if row[1] or row[2]],
        "nobody": [_nobody(rng) for _ in range(QUERIES)],
    }
    for kind, texts in kinds.items():
        times = timed(partial(find.customers, site.desk), texts)
        yield Figure(f"name: {kind}", site.name, times.median, times.p99, floor, most_p99=50)
    for who, names in (("waiting", waiting), ("gone or waiting", everybody)):
        texts = [_slipped(name, rng) for name in names]
        times = timed(partial(find.customers, site.desk), texts)
        yield Figure(f"name: one slip, {who}", site.name, times.median, times.p99, floor, most_p99=100)
        share = 100 * _found(site, texts, names)
        yield Figure(f"name: one slip, {who}, found", site.name, share, least=95, unit="%")


def _found(site: Site, texts: Sequence[str], names: Sequence[str]) -> float:
    """The share of the texts whose answer has a customer of that very name, words in any order."""
    hits = 0
    for text, name in zip(texts, names, strict=True):
        those = {frozenset(words(found.customer)) for found in find.customers(site.desk, text)}
        hits += frozenset(words(name)) in those
    return hits / len(texts)


def _beginning(name: str, rng: Random) -> str:
    word = rng.choice(words(name))
    return word[: rng.randint(2, len(word))]


def _part(name: str, rng: Random) -> str:
    word = max(words(name), key=len)
    start = rng.randint(1, max(1, len(word) - 4))
    return word[start : start + rng.randint(3, 5)]


def _nobody(rng: Random) -> str:
    return "".join(rng.choices("aeioubcdfglmnprstvz", k=rng.randint(4, 9)))


def _slipped(name: str, rng: Random) -> str:
    """The name with one slip, in a word long enough to have one."""
    parts = list(words(name))
    place = rng.choice([i for i, word in enumerate(parts) if len(word) > 2] or [0])
    slipper: Callable[[str], str] = partial(slip, rng=rng)
    parts[place] = slipper(parts[place])
    return " ".join(parts)
