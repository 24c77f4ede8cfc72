"""What a counter did by itself, while the server was away, and its hub could not make its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk_app.domain import scan
from desk_app.domain.scan import Kind
from desk_app.domain.states import IN_HOUSE, State
from desk_app.domain.values import JournalEntry, Parcel
from desk_app.domain.verdicts import Verdict

_NAME_PARCELS = ("parcel_id", "parcel_ids", "text", "what")
"""The arguments of actions that may hold parcels' labels."""

_CAUSES = {
    Verdict.ALREADY_COLLECTED: {Verdict.COLLECTED},
    Verdict.RETURNED: {Verdict.GIVEN_BACK, Verdict.FETCHED, Verdict.REFUSED, Verdict.DAMAGED},
    Verdict.THROWN_AWAY: {Verdict.DISPOSED},
}
"""The lines of the journal that explain a refusal; any line explains another one."""

_STATES_BEFORE = {
    "hand_over": IN_HOUSE,
    "receive": {State.ANNOUNCED},
    "receive_unannounced": {State.ANNOUNCED},
    "give_back": {State.RETURNING},
}
"""The states in which parcels can be, of each action that is done with several at once."""

ABOUT_INCIDENTS = frozenset({Verdict.INCIDENT, Verdict.INCIDENT_SOLVED})
"""The lines of the journal that incidents leave; their detail is the verdict that was refused."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One action that a person looks at, until they have said how it was solved.

    ``action`` is the function of ``counter/`` that was called, ``verdict`` why the hub refused it, ``what`` its
    arguments as plain values, none any more when it is solved. ``parcel_ids`` may name parcels that the hub does not
    know; ``parcels`` are those it does, as they stand. ``known`` is what the hub's journal says of these, the oldest
    first. ``pickup_code`` and ``customer`` are empty where nobody can be told.
    """

    id: str
    nonce: str
    at: datetime
    counter: str
    clerk: str
    action: str
    verdict: Verdict
    parcel_ids: tuple[str, ...]
    parcels: tuple[Parcel, ...]
    pickup_id: str | None
    pickup_code: str
    customer: str
    what: Mapping[str, Any]
    known: tuple[JournalEntry, ...]
    found_at: datetime
    solved_at: datetime | None = None
    solved_by: str = ""
    how: str = ""

    @property
    def left(self) -> tuple[Parcel, ...]:
        """Those of several parcels with which the hub could still do it: it did none, since others stood in the way.

        None where all of them could be: then it was no parcel that stood in the way.
        """
        could = tuple(p for p in self.parcels if p.state in _STATES_BEFORE.get(self.action, ()))
        return could if len(could) < len(self.parcel_ids) else ()

    @property
    def in_the_way(self) -> tuple[Parcel, ...]:
        """The other parcels that the hub knows."""
        return tuple(p for p in self.parcels if p not in self.left)

    @property
    def needs_cause(self) -> bool:
        """Whether the refusal means that something had been done before."""
        return self.verdict in _CAUSES

    @property
    def cause(self) -> JournalEntry | None:
        """The newest line of the journal that says why the action came too late."""
        causes, left = _CAUSES.get(self.verdict), {parcel.id for parcel in self.left}
        those = (entry for entry in reversed(self.known) if entry.parcel not in left)
        return next((e for e in those if causes is None or e.verdict in causes), None)

    def last_of(self, parcel_id: str) -> JournalEntry | None:
        """The newest line about one of its parcels."""
        return next((entry for entry in reversed(self.known) if entry.parcel == parcel_id), None)


def parcels_named(what: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of the parcels whose labels are among an action's arguments."""
    return tuple(dict.fromkeys(s.value for s in map(scan.decode, _texts(what)) if s.kind is Kind.PARCEL))


def _texts(what: Mapping[str, Any]) -> Iterator[str]:
    for name in _NAME_PARCELS:
        value = what.get(name)
        yield from [value] if isinstance(value, str) else value or ()
