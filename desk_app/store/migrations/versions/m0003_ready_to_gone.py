"""From ready to gone: messages, checks, money, returns, the cold clock, clerks, and a journal that is a chain."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op

from desk_app.domain import chain

revision = "0003"
down_revision = "0002"

KEY = sa.String(length=32)
PARCEL = sa.String(length=12)
TIME = sa.DateTime(timezone=True)
SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
OPEN = "state IN ('announced', 'missing', 'ready', 'received', 'returning')"
WAS_WARM = "warm_seconds > 0 AND state IN ('ready', 'received')"
MARKED = "return_reason IS NOT NULL AND state IN ('ready', 'received')"
BATCH = 10_000
WRONG_CODE = "verdict IN ('misread', 'too_many_codes', 'unknown_code')"
UNSENT = "state IN ('failed', 'handing', 'perhaps', 'sending', 'waiting')"


def upgrade() -> None:
    """New columns stand at what was so far: prepaid nowhere, paid nothing, warm never."""
    _add_columns()
    _add_clerks()
    _add_handovers()
    _add_goods()
    _add_messages()
    chain_journal()


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _references(table: str, *names: str) -> Iterable[sa.ForeignKeyConstraint]:
    """Foreign keys to tables that are called as their columns are."""
    tables = {"order_id": "shop_order"}
    for name in names:
        other = tables.get(name, name.removesuffix("_id"))
        yield sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}")


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")


def _add_columns() -> None:
    for name in ("hold_chilled_hours", "hold_frozen_days", "hold_hot_hours"):
        op.add_column("shop", sa.Column(name, sa.Integer(), nullable=True))
    for name in ("prepaid", "identity_check"):
        op.add_column("shop", _flag(name))
    op.add_column("shop", sa.Column("language", sa.String(), nullable=False, server_default="fr"))
    op.add_column("shop", sa.Column("told", sa.String(), nullable=False, server_default="each"))
    op.add_column("shelf", _flag("for_returns"))
    op.add_column("person", sa.Column("language", sa.String(), nullable=True))
    op.add_column("person", sa.Column("forgotten_at", TIME, nullable=True))
    op.add_column("pickup", sa.Column("proxy", sa.String(), nullable=True))
    op.add_column("shop_order", _count("paid_cents"))
    op.add_column("parcel", sa.Column("slot_at", TIME, nullable=True))
    op.add_column("parcel", sa.Column("handover_id", KEY, nullable=True))
    op.add_column("parcel", sa.Column("return_reason", sa.String(), nullable=True))
    op.add_column("parcel", sa.Column("warm_since", TIME, nullable=True))
    op.add_column("parcel", _count("warm_seconds"))
    op.create_index(
        "ix_parcel_open_slot_at", "parcel", ["hub_id", "slot_at", "id", "state", "shop_id", "zone"], **_where(OPEN)
    )
    op.create_index("ix_parcel_marked", "parcel", ["hub_id", "keep_until", "id"], **_where(MARKED))
    op.create_index("ix_parcel_warm", "parcel", ["hub_id", "warm_since"], **_where("warm_since IS NOT NULL"))
    op.create_index("ix_parcel_was_warm", "parcel", ["hub_id", "warm_seconds"], **_where(WAS_WARM))
    op.create_index("ix_parcel_handover_id", "parcel", ["handover_id"], **_where("handover_id IS NOT NULL"))


def _add_clerks() -> None:
    op.create_table(
        "clerk",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SORTABLE, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=True),
        sa.Column("badge_hash", sa.String(), nullable=True),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("wait_until", TIME, nullable=True),
        *_references("clerk", "hub_id"),
        sa.PrimaryKeyConstraint("id", name="pk_clerk"),
        sa.UniqueConstraint("badge_hash", name="uq_clerk_badge_hash"),
        sa.UniqueConstraint("hub_id", "name_key", name="uq_clerk_hub_id_name_key"),
    )


def _add_handovers() -> None:
    op.create_table(
        "handover",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("pickup_id", KEY, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        sa.Column("majority_seen", sa.Boolean(), nullable=False),
        sa.Column("identity_seen", sa.String(), nullable=False),
        sa.Column("proxy", sa.String(), nullable=True),
        sa.Column("signature", sa.Text(), nullable=True),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        *_references("handover", "hub_id", "pickup_id"),
        sa.PrimaryKeyConstraint("id", name="pk_handover"),
    )
    op.create_index("ix_handover_pickup_id", "handover", ["pickup_id"])
    op.create_index("ix_handover_hub_id_at", "handover", ["hub_id", "at"])
    op.create_table(
        "payment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("shop_id", KEY, nullable=False),
        sa.Column("handover_id", KEY, nullable=True),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        *_references("payment", "hub_id", "order_id", "shop_id", "handover_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payment"),
    )
    op.create_index("ix_payment_order_id", "payment", ["order_id"])
    op.create_index("ix_payment_hub_id_at", "payment", ["hub_id", "at"])


def _add_goods() -> None:
    op.create_table(
        "cold_spell",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("parcel_id", PARCEL, nullable=False),
        sa.Column("began_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        *_references("cold_spell", "hub_id", "parcel_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cold_spell"),
    )
    op.create_index("ix_cold_spell_parcel_id", "cold_spell", ["parcel_id"])
    op.create_index("ix_cold_spell_hub_id_began_at", "cold_spell", ["hub_id", "began_at"])
    op.create_table(
        "remark",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("parcel_id", PARCEL, nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        *_references("remark", "hub_id", "parcel_id"),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
    )
    op.create_index("ix_remark_parcel_id", "remark", ["parcel_id"])
    op.create_index("ix_remark_nonce", "remark", ["nonce"])


def _add_messages() -> None:
    op.create_table(
        "message",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("once", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("shop_id", KEY, nullable=True),
        sa.Column("pickup_id", KEY, nullable=True),
        sa.Column("parcel_ids", sa.Text(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("next_try_at", TIME, nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_until", TIME, nullable=True),
        sa.Column("sent_at", TIME, nullable=True),
        *_references("message", "hub_id", "person_id", "shop_id", "pickup_id"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("hub_id", "once", name="uq_message_hub_id_once"),
    )
    op.create_index("ix_message_person_id", "message", ["person_id"])
    op.create_index("ix_message_hub_id_made_at", "message", ["hub_id", "made_at"])
    op.create_index("ix_message_unsent", "message", ["hub_id", "id"], **_where(UNSENT))
    op.create_index("ix_message_due", "message", ["hub_id", "next_try_at"], **_where("state = 'waiting'"))
    op.create_index("ix_message_claimed", "message", ["hub_id", "claimed_until"], **_where("claimed_until IS NOT NULL"))
    op.create_index("ix_message_to_see", "message", ["hub_id"], **_where("state IN ('failed', 'perhaps')"))
    op.create_index("ix_message_statement", "message", ["hub_id", "day"], **_where("kind = 'statement'"))
    op.create_table(
        "message_text",
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sms", sa.Text(), nullable=False),
        *_references("message_text", "hub_id"),
        sa.PrimaryKeyConstraint("hub_id", "kind", "language", name="pk_message_text"),
    )


def chain_journal() -> None:
    """Write the journal anew, each row with its place in its counter's chain; the guards are made last."""
    _set_aside()
    journal = op.create_table("journal", *_journal_columns())
    heads = op.create_table(
        "journal_head",
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        *_references("journal_head", "hub_id"),
        sa.PrimaryKeyConstraint("hub_id", "counter", name="pk_journal_head"),
    )
    _chain(journal, heads)
    op.drop_table("journal_before")
    op.create_index("ix_journal_hub_id_at_id", "journal", ["hub_id", "at", "id"])
    op.create_index("ix_journal_parcel_id", "journal", ["parcel_id"])
    op.create_index("ix_journal_wrong_code", "journal", ["hub_id", "counter", "at"], **_where(WRONG_CODE))
    op.create_index("uq_journal_hub_id_counter_seq", "journal", ["hub_id", "counter", "seq"], unique=True)
    for statement in SQLITE_GUARDS if _on_sqlite() else POSTGRESQL_GUARDS:
        op.execute(statement)


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _set_aside() -> None:
    op.rename_table("journal", "journal_before")
    if not _on_sqlite():  # where the new table could not have the names that the old one keeps
        names = "SELECT conname FROM pg_constraint WHERE conrelid = 'journal_before'::regclass"
        for name in op.get_bind().execute(sa.text(names)).scalars().all():
            op.execute(f"ALTER TABLE journal_before RENAME CONSTRAINT {name} TO {name}_before")


def _journal_columns() -> Iterable[sa.schema.SchemaItem]:
    return (
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("parcel_id", PARCEL, nullable=True),
        sa.Column("pickup_id", KEY, nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        *_references("journal", "hub_id"),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sa.UniqueConstraint("nonce", "line", name="uq_journal_nonce_line"),
    )


def _chain(journal: sa.Table, heads: sa.Table) -> None:
    """Copy the rows in the order in which they were written: keys sort by age."""
    ends: dict[tuple[str, str], tuple[int, str]] = {}
    last = ""
    while rows := _some(last):
        for row in rows:
            chain_of = row["hub_id"], row["counter"]
            seq, before = ends.get(chain_of, (0, chain.START))
            row["seq"] = seq + 1
            row["digest"] = chain.digest(before, row)
            ends[chain_of] = row["seq"], row["digest"]
        op.bulk_insert(journal, rows)
        last = rows[-1]["id"]
    op.bulk_insert(heads, [{"hub_id": hub, "counter": name, "seq": seq} for (hub, name), (seq, _) in ends.items()])


def _some(last: str) -> list[dict[str, Any]]:
    """The next rows to be copied; SQLite gives their times without a zone."""
    columns = [sa.column("at", TIME) if name == "at" else sa.column(name) for name in chain.COLUMNS if name != "seq"]
    key: sa.ColumnClause[str] = sa.column("id")
    query = sa.select(*columns).select_from(sa.table("journal_before")).where(key > last).order_by(key).limit(BATCH)
    rows = [dict(row) for row in op.get_bind().execute(query).mappings()]
    for row in rows:
        row["at"] = row["at"].replace(tzinfo=row["at"].tzinfo or UTC)
    return rows


SQLITE_GUARDS = [
    f"CREATE TRIGGER journal_guard_{name} BEFORE {event} ON journal {when}"
    " BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END"
    for name, event, when in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        # INSERT OR REPLACE deletes without a DELETE
        (
            "replace",
            "INSERT",
            "WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id OR nonce = NEW.nonce AND line = NEW.line"
            " OR hub_id = NEW.hub_id AND counter = NEW.counter AND seq = NEW.seq)",
        ),
    )
]
POSTGRESQL_GUARDS = [
    "CREATE TRIGGER journal_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON journal"
    " FOR EACH STATEMENT EXECUTE FUNCTION journal_guard()",
]
