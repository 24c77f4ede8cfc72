"""The tables. Every row belongs to a hub; keys are made by the counters, never by a sequence.

Some columns of ``parcel`` repeat what its order and shop say (``*_key``), so that each sort of the list is an index.
The indexes are in ``indexes.py``: only migrations read them, and SQLAlchemy loads both dialects for a partial one.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

from desk_app.domain.states import OPEN, State
from desk_app.store.columns import Key, Sortable, UtcTime, flag, hub_key, metadata

COLLECTED = frozenset({State.COLLECTED})
DROPPED = frozenset(State) - OPEN - COLLECTED


def in_states(states: frozenset[State], column: ColumnElement[str] | None = None) -> ColumnElement[bool]:
    """A parcel is in one of these states; written out, since a partial index serves only where the planner reads it."""
    state = parcel.c.state if column is None else column
    return state.in_([literal_column(f"'{state.value}'", String) for state in sorted(states)])


IS_WRONG_CODE = text("verdict IN ('misread', 'too_many_codes', 'unknown_code')")  # and so those of journal
IS_OPEN = text("is_open")  # of person_key, in the very words of its partial index


hub = Table("hub", metadata, Column("id", Key, primary_key=True), Column("name", String, nullable=False))

hub_setting = Table(
    "hub_setting",
    metadata,
    Column("hub_id", Key, ForeignKey("hub.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

shop = Table(
    "shop",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("name", String, nullable=False),
    Column("name_key", Sortable, nullable=False),
    Column("trade", String, nullable=False),
    Column("colour", String, nullable=False),
    Column("email", String),
    Column("phone", String),
    Column("active", Boolean, nullable=False),
    Column("pickup_methods", Text, nullable=False),
    Column("hold_days", Integer),  # the shop's own holding periods; empty for the hub's
    Column("hold_chilled_hours", Integer),
    Column("hold_frozen_days", Integer),
    Column("hold_hot_hours", Integer),
    flag("prepaid"),  # it sells nothing that is paid at the hub: what a file does not say is paid
    flag("identity_check"),
    Column("language", String, nullable=False, server_default="fr"),
    Column("told", String, nullable=False, server_default="each"),  # domain.told.Told
    UniqueConstraint("hub_id", "name_key"),
)

shelf = Table(
    "shelf",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("code", String, nullable=False),
    Column("code_key", Sortable, nullable=False),
    Column("tag", String, nullable=False, unique=True),
    Column("zone", String, nullable=False),
    Column("capacity", Integer),
    flag("for_returns"),  # what goes back to its shop waits there
    UniqueConstraint("hub_id", "code_key"),
)

person = Table(
    "person",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("name", String, nullable=False),
    Column("language", String),  # empty for the hub's
    Column("forgotten_at", UtcTime),  # since when nothing is known of them any more
)

contact = Table(
    "contact",
    metadata,
    Column("hub_id", Key, ForeignKey("hub.id"), primary_key=True),
    Column("value", String, primary_key=True),  # normalised e-mail or E.164 phone
    Column("person_id", Key, ForeignKey("person.id"), nullable=False, index=True),
)

person_key = Table(
    "person_key",
    metadata,
    Column("person_id", Key, ForeignKey("person.id"), primary_key=True),
    Column("key", Sortable, primary_key=True),  # what a clerk may type: see search.py
    hub_key(),
    Column("is_open", Boolean, nullable=False),  # has parcels waiting: searched first, and in the middle of words too
)

name_word = Table(  # of the hub's own customers: others' names neither help nor hinder
    "name_word",
    metadata,
    Column("hub_id", Key, ForeignKey("hub.id"), primary_key=True),
    Column("word", Sortable, primary_key=True),
)

name_slip = Table(
    "name_slip",
    metadata,
    Column("hub_id", Key, ForeignKey("hub.id"), primary_key=True),
    Column("slip", Sortable, primary_key=True),  # a word, or what it becomes when one letter is lost
    Column("word", Sortable, primary_key=True),
)

pickup = Table(
    "pickup",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("code", String, nullable=False, unique=True),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("opened_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Column("proxy", String),  # who may come instead, as the customer told beforehand
)

shop_order = Table(
    "shop_order",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("shop_id", Key, ForeignKey("shop.id"), nullable=False),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("match_key", String, nullable=False),  # the platform's stable id, else the reference
    Column("reference", String, nullable=False),
    Column("reference_key", Sortable, nullable=False),  # as scanned or typed: letters and digits only
    Column("customer", String, nullable=False),
    Column("email", String),
    Column("phone", String),
    Column("items", Text, nullable=False),
    Column("item_count", Integer),
    Column("amount_due_cents", Integer),  # as announced; what is left to pay is this less what was paid
    Column("paid_cents", Integer, nullable=False, server_default="0"),  # the sum of its payments
    Column("note", Text, nullable=False),
    Column("slot", String, nullable=False),
    Column("created_at", UtcTime),
    Column("announced_at", UtcTime, nullable=False),
    UniqueConstraint("shop_id", "match_key"),
)

parcel = Table(
    "parcel",
    metadata,
    Column("id", String(12), primary_key=True),
    hub_key(),
    Column("order_id", Key, ForeignKey("shop_order.id"), nullable=False),
    Column("pickup_id", Key, ForeignKey("pickup.id"), nullable=False, index=True),
    Column("shop_id", Key, ForeignKey("shop.id"), nullable=False),
    Column("shelf_id", Key, ForeignKey("shelf.id")),  # stays after the handover: an undo puts it back there
    Column("piece", Integer, nullable=False),
    Column("pieces", Integer, nullable=False),
    Column("zone", String, nullable=False),
    Column("age_check", Boolean, nullable=False),
    Column("unannounced", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("announced_at", UtcTime, nullable=False),
    Column("received_at", UtcTime),
    Column("ready_at", UtcTime),
    Column("collected_at", UtcTime),
    Column("keep_until", UtcTime),
    Column("moved_at", UtcTime, nullable=False),  # when its state last changed
    Column("shop_key", Sortable, nullable=False),
    Column("order_key", Sortable, nullable=False),
    Column("customer_key", Sortable, nullable=False),
    Column("shelf_key", Sortable, nullable=False),
    Column("label_job_id", Key),  # the print job of its first label; empty: it had one before jobs were kept
    Column("slot_at", UtcTime),  # when the customer is expected, where the shop's slot says so
    Column("handover_id", Key),  # of the handover that stands
    Column("return_reason", String),  # domain.returns.ReturnReason, from when it is to go back
    Column("warm_since", UtcTime),  # cold goods that are out of the cold now
    Column("warm_seconds", Integer, nullable=False, server_default="0"),  # and were before
    UniqueConstraint("order_id", "piece"),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("at", UtcTime, nullable=False),
    Column("counter", String, nullable=False),
    Column("clerk", String, nullable=False),
    Column("action", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("parcel_id", String(12), index=True),
    Column("pickup_id", Key),
    Column("detail", Text, nullable=False),
    Column("nonce", String, nullable=False),
    Column("line", Integer, nullable=False),  # one action may concern several parcels
    Column("seq", Integer, nullable=False),  # of its counter's chain, from 1, without a gap
    Column("digest", String(64), nullable=False),  # domain.chain
    UniqueConstraint("nonce", "line"),
)

journal_head = Table(  # where each counter's chain ends, so that rows cut off its end are missed
    "journal_head",
    metadata,
    Column("hub_id", Key, ForeignKey("hub.id"), primary_key=True),
    Column("counter", String, primary_key=True),
    Column("seq", Integer, nullable=False),
)

print_job = Table(
    "print_job",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("counter", String, nullable=False),  # whose printer it is for
    Column("clerk", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subjects", Text, nullable=False),  # ids; what is printed is read when it is sent, and never kept
    Column("printed", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", Text, nullable=False),  # a key of the translations and its words, or empty
    Column("destination", String, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("next_try_at", UtcTime),
    Column("done_at", UtcTime),
)

clerk = Table(
    "clerk",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("name", String, nullable=False),
    Column("name_key", Sortable, nullable=False),
    Column("role", String, nullable=False),  # domain.clerks.Role
    Column("active", Boolean, nullable=False),
    Column("pin_hash", Text),
    Column("badge_hash", String, unique=True),
    Column("wrong_tries", Integer, nullable=False),
    Column("wait_until", UtcTime),
    UniqueConstraint("hub_id", "name_key"),
)

handover = Table(  # one act at the counter; its parcels name it
    "handover",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("pickup_id", Key, ForeignKey("pickup.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("counter", String, nullable=False),
    Column("clerk", String, nullable=False),
    Column("majority_seen", Boolean, nullable=False),
    Column("identity_seen", String, nullable=False),  # a kind of document, never its number; or empty
    Column("proxy", String),  # who came instead
    Column("signature", Text),  # strokes: domain.checks
    Column("on_paper", Boolean, nullable=False),  # written down by hand, entered later
)

payment = Table(  # money taken for a shop; what is given back is negative
    "payment",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("order_id", Key, ForeignKey("shop_order.id"), nullable=False, index=True),
    Column("shop_id", Key, ForeignKey("shop.id"), nullable=False),
    Column("handover_id", Key, ForeignKey("handover.id")),
    Column("amount_cents", Integer, nullable=False),
    Column("method", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("counter", String, nullable=False),
    Column("clerk", String, nullable=False),
)

cold_spell = Table(  # each time cold goods were out of the cold; the last one of a parcel may still go on
    "cold_spell",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("parcel_id", String(12), ForeignKey("parcel.id"), nullable=False, index=True),
    Column("began_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("why", String, nullable=False),
    Column("counter", String, nullable=False),
    Column("clerk", String, nullable=False),
)

incident = Table(  # what a counter did by itself and the hub could not make its own; a person solves it
    "incident",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("nonce", String, nullable=False, unique=True),  # of the action
    Column("at", UtcTime, nullable=False),  # when it was done
    Column("counter", String, nullable=False),
    Column("clerk", String, nullable=False),
    Column("action", String, nullable=False),
    Column("verdict", String, nullable=False),  # why it could not be applied
    Column("parcel_ids", Text, nullable=False),  # with spaces between
    Column("pickup_id", Key),
    Column("what", Text, nullable=False),  # its arguments, until it is solved
    Column("found_at", UtcTime, nullable=False),
    Column("solved_at", UtcTime),
    Column("solved_by", String, nullable=False),
    Column("how", Text, nullable=False),
)

remark = Table(  # what people write and photograph; the journal itself says nothing that may be personal
    "remark",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("parcel_id", String(12), ForeignKey("parcel.id"), nullable=False, index=True),
    Column("nonce", String, nullable=False, index=True),  # of the action in the journal
    Column("at", UtcTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("picture", LargeBinary),  # JPEG
)

message = Table(  # what is to be told: whom, about what; its words are written when it is sent, and never kept
    "message",
    metadata,
    Column("id", Key, primary_key=True),
    hub_key(),
    Column("once", String, nullable=False),  # the reason it is told for; a reason is told once
    Column("kind", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("person_id", Key, ForeignKey("person.id"), index=True),  # told to a customer,
    Column("shop_id", Key, ForeignKey("shop.id")),  # or to a shop
    Column("pickup_id", Key, ForeignKey("pickup.id")),
    Column("parcel_ids", Text, nullable=False),  # with spaces between
    Column("day", String, nullable=False),  # of a statement, or the last one of what a reminder is about: 2026-11-28
    Column("address", String),  # mended by hand; else the newest of the person or the shop
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("trouble", Text, nullable=False),  # a key of the translations and its words, or empty
    Column("made_at", UtcTime, nullable=False),
    Column("next_try_at", UtcTime),
    Column("claimed_by", String),
    Column("claimed_until", UtcTime),
    Column("sent_at", UtcTime),
    UniqueConstraint("hub_id", "once"),
)

message_text = Table(  # the hub's own words, where it has changed ours
    "message_text",
    metadata,
    Column("hub_id", Key, ForeignKey("hub.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("sms", Text, nullable=False),
)

visit = Table(  # which counter has a pickup open, while it has
    "visit",
    metadata,
    Column("pickup_id", Key, ForeignKey("pickup.id"), primary_key=True),
    Column("counter", String, primary_key=True),
    hub_key(),
    Column("clerk", String, nullable=False),
    Column("at", UtcTime, nullable=False),
)
