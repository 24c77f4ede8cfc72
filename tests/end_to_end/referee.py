"""Who looks at what counters promised and at what the hub knows in the end, and finds that both are the same."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from desk_app.domain.verdicts import Verdict
from desk_app.store import chains
from desk_app.store.copies import Copy
from tests.counter.hub import Hub
from tests.end_to_end.counter_process import Note

GIVEN = frozenset({Verdict.COLLECTED, Verdict.COLLECTED_ALL})
RECEIVED = frozenset({Verdict.SHELVED, Verdict.RECEIVED})


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted on the way: a test that broke nothing proves nothing."""

    handovers: int
    alone: int
    undone: int
    received: int
    incidents: int
    twice: int
    """Parcels that two customers were given, each with an incident."""


def judge(hub: Hub, told: Sequence[Note]) -> Tally:
    """Fails when anything was lost, done twice, or is not as it was said."""
    given = [note for note in told if note.verdict in GIVEN]
    undone = [note for note in told if note.verdict == Verdict.UNDONE]
    received = [note for note in told if note.verdict in RECEIVED]
    written = Counter(map(tuple, hub.query(_WRITTEN)))
    incidents = dict(map(tuple, hub.query("SELECT nonce, parcel_ids FROM incident")))
    for notes, verdicts in ((given, ["collected"]), (undone, ["undone"]), (received, RECEIVED)):
        for note in notes:
            times = sum(written[(note.nonce, note.parcel, str(verdict))] for verdict in verdicts)
            assert times == (note.nonce not in incidents), note
    assert hub.query("SELECT nonce FROM incident WHERE verdict = 'not_applied'") == []  # a mistake of ours
    twice = given_twice(given, undone)
    assert twice <= {parcel for ids in incidents.values() for parcel in ids.split()}
    left_at_most_once(hub)
    hub.check()
    _heads, breaks = chains.verify(hub.store.read)
    assert breaks == ()
    alone = sum(note.alone for note in given)
    return Tally(len(given), alone, len(undone), len(received), len(incidents), len(twice))


_WRITTEN = "SELECT nonce, parcel_id, verdict FROM journal WHERE parcel_id IS NOT NULL"


def given_twice(given: Sequence[Note], undone: Sequence[Note]) -> set[str]:
    """Parcels that left more often than they came back, and once more."""
    left = Counter(note.parcel for note in given)
    left.subtract(note.parcel for note in undone)
    return {parcel for parcel, times in left.items() if times > 1}


def same_everywhere(hub: Hub, copy: Copy) -> None:
    """What a counter's copy shows is what the hub says."""
    copy.follow(hub.store, hub.desk.hub_id, house=True)
    mine = dict(map(tuple, copy.store.read(lambda tx: tx.execute(text(_SHOWN)).all())))
    assert mine
    assert mine == dict(map(tuple, hub.query(_SHOWN)))


_SHOWN = (
    "SELECT parcel.id, state || ' ' || COALESCE(shelf.code, '') || ' ' || pickup.code || ' ' || person.name FROM parcel"
    " JOIN pickup ON pickup.id = pickup_id JOIN person ON person.id = person_id LEFT JOIN shelf ON shelf.id = shelf_id"
)


def left_at_most_once(hub: Hub) -> None:
    """By the journal each parcel was given and taken back in turns, and is where that ends."""
    lines = hub.query(
        "SELECT parcel_id, SUM(CASE verdict WHEN 'collected' THEN 1 ELSE -1 END) FROM journal"
        " WHERE verdict IN ('collected', 'undone') GROUP BY parcel_id"
    )
    away = {parcel_id for parcel_id, balance in lines if balance}
    assert {balance for _, balance in lines} <= {0, 1}
    assert away == {row[0] for row in hub.query("SELECT id FROM parcel WHERE state = 'collected'")}
