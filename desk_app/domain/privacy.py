"""How long what is known of people is kept, and what a purge came to."""

from dataclasses import dataclass

from desk_app.domain.values import Reason

RETENTION_DAYS = 90
"""After a customer's last parcel: a withdrawal (14 days) and a dispute about a handover or a payment are over then."""

COPY_DAYS = 30
"""After an upgrade: by then its copy of the database is of no use any more."""


@dataclass(frozen=True, slots=True)
class Purged:
    """``people`` were forgotten, ``parcels`` of theirs stay as numbers; ``cancelled`` announcements never came.

    ``trouble`` is why old texts may still be in the database's file: it is tried again the next night.
    """

    people: int = 0
    parcels: int = 0
    cancelled: int = 0
    trouble: Reason | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant."""

    id: str
    name: str
    contacts: tuple[str, ...]
