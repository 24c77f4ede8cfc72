"""What makes the tables fast, and one open pickup per customer a rule. Only migrations read it; see ``tables.py``."""

from typing import Any

from sqlalchemy import Index, TextClause, text

from desk_app.domain.messages import NEEDS_PERSON, UNSENT, MessageState
from desk_app.domain.prints import UNFINISHED, PrintState
from desk_app.domain.states import IN_HOUSE, OPEN, State
from desk_app.store import columns
from desk_app.store import tables as t

metadata = columns.metadata


def _where(condition: TextClause) -> dict[str, Any]:
    """A partial index on both databases."""
    return {"sqlite_where": condition, "postgresql_where": condition}


def _in(states: frozenset[State] | frozenset[PrintState] | frozenset[MessageState]) -> dict[str, Any]:
    return _where(text(f"state IN ({', '.join(repr(s.value) for s in sorted(states))})"))


_MARKED = "return_reason IS NOT NULL AND state IN ('ready', 'received')"
_WAS_WARM = "warm_seconds > 0 AND state IN ('ready', 'received')"
_PERSON, _PARCEL = t.person_key.c, t.parcel.c
Index("ix_person_key_every_key", _PERSON.hub_id, _PERSON.key, _PERSON.person_id)
Index("ix_person_key_open_key", _PERSON.hub_id, _PERSON.key, _PERSON.person_id, _PERSON.is_open, **_where(t.IS_OPEN))

Index("uq_pickup_open_person_id", t.pickup.c.person_id, unique=True, **_where(text("closed_at IS NULL")))

Index("ix_shop_order_hub_id_reference_key", t.shop_order.c.hub_id, t.shop_order.c.reference_key, t.shop_order.c.id)

Index("ix_journal_hub_id_at_id", t.journal.c.hub_id, t.journal.c.at, t.journal.c.id)
Index("uq_journal_hub_id_counter_seq", *(t.journal.c[c] for c in ("hub_id", "counter", "seq")), unique=True)
Index("ix_journal_wrong_code", *(t.journal.c[c] for c in ("hub_id", "counter", "at")), **_where(t.IS_WRONG_CODE))

Index("ix_parcel_in_house_shelf_id", _PARCEL.shelf_id, **_in(IN_HOUSE))
# What is open is counted by one index and has one for each sort; each carries what lists are filtered by.
Index("ix_parcel_open_state", *(_PARCEL[c] for c in ("hub_id", "state", "shop_id", "zone", "keep_until")), **_in(OPEN))
for sort in ("moved_at", "shop_key", "order_key", "customer_key", "shelf_key", "keep_until", "slot_at"):
    parts = (_PARCEL[c] for c in ("hub_id", sort, "id", "state", "shop_id", "zone"))
    Index(f"ix_parcel_open_{sort}", *parts, **_in(OPEN))
# What is marked to go back while it still stands on its shelf is little, and counted after each action.
Index("ix_parcel_marked", _PARCEL.hub_id, _PARCEL.keep_until, _PARCEL.id, **_where(text(_MARKED)))
# What has left is listed from its newest, of the hub or of one shop.
for name, states in (("collected", t.COLLECTED), ("dropped", t.DROPPED)):
    for place in (_PARCEL.hub_id, _PARCEL.shop_id):
        Index(f"ix_parcel_{name}_{place.name}", place, _PARCEL.moved_at, _PARCEL.id, **_in(states))

Index("ix_print_job_open", *(t.print_job.c[c] for c in ("hub_id", "counter", "id")), **_in(UNFINISHED))
Index("ix_incident_unsolved", t.incident.c.hub_id, t.incident.c.at, **_where(text("solved_at IS NULL")))
Index("ix_visit_hub_id_counter", t.visit.c.hub_id, t.visit.c.counter)
_MESSAGE = t.message.c
Index("ix_message_unsent", _MESSAGE.hub_id, _MESSAGE.id, **_in(UNSENT))
Index("ix_message_hub_id_made_at", _MESSAGE.hub_id, _MESSAGE.made_at)
Index("ix_message_due", _MESSAGE.hub_id, _MESSAGE.next_try_at, **_where(text("state = 'waiting'")))
Index("ix_message_claimed", _MESSAGE.hub_id, _MESSAGE.claimed_until, **_where(text("claimed_until IS NOT NULL")))
Index("ix_message_to_see", _MESSAGE.hub_id, **_in(NEEDS_PERSON))
Index("ix_message_statement", _MESSAGE.hub_id, _MESSAGE.day, **_where(text("kind = 'statement'")))
Index("ix_payment_hub_id_at", t.payment.c.hub_id, t.payment.c.at)
Index("ix_handover_hub_id_at", t.handover.c.hub_id, t.handover.c.at)
Index("ix_cold_spell_hub_id_began_at", t.cold_spell.c.hub_id, t.cold_spell.c.began_at)
Index("ix_parcel_warm", t.parcel.c.hub_id, t.parcel.c.warm_since, **_where(text("warm_since IS NOT NULL")))
Index("ix_parcel_was_warm", _PARCEL.hub_id, _PARCEL.warm_seconds, **_where(text(_WAS_WARM)))
Index("ix_parcel_handover_id", t.parcel.c.handover_id, **_where(text("handover_id IS NOT NULL")))
