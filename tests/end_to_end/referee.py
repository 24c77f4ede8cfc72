"""Who looks at what counters promised and at what the hub knows in the end, and finds that both are the same."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.domain.verdicts import Verdict
from desk_app.store import chains
from tests.counter.hub import Hub
from tests.end_to_end.counter_process import Note

GIVEN = frozenset({Verdict.COLLECTED, Verdict.COLLECTED_ALL})


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted on the way: a test that broke nothing proves nothing."""

    handovers: int
    undone: int
    received: int


def judge(hub: Hub, told: Sequence[Note]) -> Tally:
    """Fails when anything was lost, done twice, or is not as it was said."""
    given = [note for note in told if note.verdict in GIVEN]
    undone = [note for note in told if note.verdict == Verdict.UNDONE]
    received = [note for note in told if note.verdict in (Verdict.SHELVED, Verdict.RECEIVED)]
    written = Counter(map(tuple, hub.query("SELECT nonce, parcel_id, verdict FROM journal WHERE verdict <> 'label'")))
    assert [key for key, count in written.items() if count > 1] == []
    for verdict, notes in (("collected", given), ("undone", undone)):
        assert [note for note in notes if written[(note.nonce, note.parcel, verdict)] != 1] == []
    assert [note for note in received if written[(note.nonce, note.parcel, note.verdict)] != 1] == []
    left_at_most_once(hub)
    hub.check()
    _heads, breaks = chains.verify(hub.store.read)
    assert breaks == ()
    return Tally(len(given), len(undone), len(received))


def left_at_most_once(hub: Hub) -> None:
    """By the journal each parcel was given and taken back in turns, and is where that ends."""
    lines = hub.query(
        "SELECT parcel_id, SUM(CASE verdict WHEN 'collected' THEN 1 ELSE -1 END) FROM journal"
        " WHERE verdict IN ('collected', 'undone') GROUP BY parcel_id"
    )
    away = {parcel_id for parcel_id, balance in lines if balance}
    assert {balance for _, balance in lines} <= {0, 1}
    assert away == {row[0] for row in hub.query("SELECT id FROM parcel WHERE state = 'collected'")}
