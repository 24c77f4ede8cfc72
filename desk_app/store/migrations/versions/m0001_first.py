"""The first schema, and the triggers that keep the journal from being rewritten."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.String(length=32)
TIME = sa.DateTime(timezone=True)
SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
IN_HOUSE = "state IN ('missing', 'ready', 'received', 'returning')"
OPEN = "state IN ('announced', 'missing', 'ready', 'received', 'returning')"
COLLECTED = "state IN ('collected')"
DROPPED = "state IN ('cancelled', 'disposed', 'returned')"


def where(condition: str) -> dict[str, Any]:
    """A partial index on both databases."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Make everything."""
    make_tables()
    guard_journal()


def guard_journal() -> None:
    """The journal is only ever added to; the database itself refuses the rest."""
    dialect = op.get_bind().dialect.name
    for statement in SQLITE_GUARDS if dialect == "sqlite" else POSTGRESQL_GUARDS:
        op.execute(statement)


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
            "WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id OR nonce = NEW.nonce AND line = NEW.line)",
        ),
    )
]
POSTGRESQL_GUARDS = [
    "CREATE FUNCTION journal_guard() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'the journal is only ever added to'; END $$",
    "CREATE TRIGGER journal_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON journal"
    " FOR EACH STATEMENT EXECUTE FUNCTION journal_guard()",
]


def make_tables() -> None:
    """The tables as they were at this revision."""
    op.create_table(
        "hub",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hub"),
    )
    op.create_table(
        "name_slip",
        sa.Column("slip", SORTABLE, nullable=False),
        sa.Column("word", SORTABLE, nullable=False),
        sa.PrimaryKeyConstraint("slip", "word", name="pk_name_slip"),
    )
    op.create_table(
        "name_word", sa.Column("word", SORTABLE, nullable=False), sa.PrimaryKeyConstraint("word", name="pk_name_word")
    )
    op.create_table(
        "hub_setting",
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_hub_setting_hub_id"),
        sa.PrimaryKeyConstraint("hub_id", "key", name="pk_hub_setting"),
    )
    op.create_table(
        "journal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("parcel_id", sa.String(length=12), nullable=True),
        sa.Column("pickup_id", KEY, nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_journal_hub_id"),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sa.UniqueConstraint("nonce", "line", name="uq_journal_nonce_line"),
    )
    op.create_index("ix_journal_hub_id_at_id", "journal", ["hub_id", "at", "id"])
    op.create_index("ix_journal_parcel_id", "journal", ["parcel_id"])
    op.create_table(
        "person",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_person_hub_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "shelf",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("code_key", SORTABLE, nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_shelf_hub_id"),
        sa.PrimaryKeyConstraint("id", name="pk_shelf"),
        sa.UniqueConstraint("hub_id", "code_key", name="uq_shelf_hub_id_code_key"),
        sa.UniqueConstraint("tag", name="uq_shelf_tag"),
    )
    op.create_table(
        "shop",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SORTABLE, nullable=False),
        sa.Column("trade", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("pickup_methods", sa.Text(), nullable=False),
        sa.Column("hold_days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_shop_hub_id"),
        sa.PrimaryKeyConstraint("id", name="pk_shop"),
        sa.UniqueConstraint("hub_id", "name_key", name="uq_shop_hub_id_name_key"),
    )
    op.create_table(
        "contact",
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_contact_hub_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_contact_person_id"),
        sa.PrimaryKeyConstraint("hub_id", "value", name="pk_contact"),
    )
    op.create_index("ix_contact_person_id", "contact", ["person_id"])
    op.create_table(
        "person_key",
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("key", SORTABLE, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_person_key_hub_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_key_person_id"),
        sa.PrimaryKeyConstraint("person_id", "key", name="pk_person_key"),
    )
    op.create_index("ix_person_key_every_key", "person_key", ["hub_id", "key", "person_id"])
    op.create_index(
        "ix_person_key_open_key", "person_key", ["hub_id", "key", "person_id", "is_open"], **where("is_open")
    )
    op.create_table(
        "pickup",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("closed_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_pickup_hub_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_pickup_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pickup"),
        sa.UniqueConstraint("code", name="uq_pickup_code"),
    )
    op.create_index("ix_pickup_person_id", "pickup", ["person_id"])
    op.create_index("uq_pickup_open_person_id", "pickup", ["person_id"], unique=True, **where("closed_at IS NULL"))
    op.create_table(
        "shop_order",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("shop_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("match_key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("reference_key", SORTABLE, nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("item_count", sa.Integer(), nullable=True),
        sa.Column("amount_due_cents", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=True),
        sa.Column("announced_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_shop_order_hub_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_shop_order_person_id"),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name="fk_shop_order_shop_id"),
        sa.PrimaryKeyConstraint("id", name="pk_shop_order"),
        sa.UniqueConstraint("shop_id", "match_key", name="uq_shop_order_shop_id_match_key"),
    )
    op.create_index("ix_shop_order_hub_id_reference_key", "shop_order", ["hub_id", "reference_key", "id"])
    op.create_index("ix_shop_order_person_id", "shop_order", ["person_id"])
    op.create_table(
        "parcel",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("pickup_id", KEY, nullable=False),
        sa.Column("shop_id", KEY, nullable=False),
        sa.Column("shelf_id", KEY, nullable=True),
        sa.Column("piece", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("age_check", sa.Boolean(), nullable=False),
        sa.Column("unannounced", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("announced_at", TIME, nullable=False),
        sa.Column("received_at", TIME, nullable=True),
        sa.Column("ready_at", TIME, nullable=True),
        sa.Column("collected_at", TIME, nullable=True),
        sa.Column("keep_until", TIME, nullable=True),
        sa.Column("moved_at", TIME, nullable=False),
        sa.Column("shop_key", SORTABLE, nullable=False),
        sa.Column("order_key", SORTABLE, nullable=False),
        sa.Column("customer_key", SORTABLE, nullable=False),
        sa.Column("shelf_key", SORTABLE, nullable=False),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_parcel_hub_id"),
        sa.ForeignKeyConstraint(["order_id"], ["shop_order.id"], name="fk_parcel_order_id"),
        sa.ForeignKeyConstraint(["pickup_id"], ["pickup.id"], name="fk_parcel_pickup_id"),
        sa.ForeignKeyConstraint(["shelf_id"], ["shelf.id"], name="fk_parcel_shelf_id"),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name="fk_parcel_shop_id"),
        sa.PrimaryKeyConstraint("id", name="pk_parcel"),
        sa.UniqueConstraint("order_id", "piece", name="uq_parcel_order_id_piece"),
    )
    op.create_index("ix_parcel_collected_hub_id", "parcel", ["hub_id", "moved_at", "id"], **where(COLLECTED))
    op.create_index("ix_parcel_collected_shop_id", "parcel", ["shop_id", "moved_at", "id"], **where(COLLECTED))
    op.create_index("ix_parcel_dropped_hub_id", "parcel", ["hub_id", "moved_at", "id"], **where(DROPPED))
    op.create_index("ix_parcel_dropped_shop_id", "parcel", ["shop_id", "moved_at", "id"], **where(DROPPED))
    op.create_index("ix_parcel_in_house_shelf_id", "parcel", ["shelf_id"], **where(IN_HOUSE))
    op.create_index(
        "ix_parcel_open_customer_key",
        "parcel",
        ["hub_id", "customer_key", "id", "state", "shop_id", "zone"],
        **where(OPEN),
    )
    op.create_index(
        "ix_parcel_open_keep_until", "parcel", ["hub_id", "keep_until", "id", "state", "shop_id", "zone"], **where(OPEN)
    )
    op.create_index(
        "ix_parcel_open_moved_at", "parcel", ["hub_id", "moved_at", "id", "state", "shop_id", "zone"], **where(OPEN)
    )
    op.create_index(
        "ix_parcel_open_order_key", "parcel", ["hub_id", "order_key", "id", "state", "shop_id", "zone"], **where(OPEN)
    )
    op.create_index(
        "ix_parcel_open_shelf_key", "parcel", ["hub_id", "shelf_key", "id", "state", "shop_id", "zone"], **where(OPEN)
    )
    op.create_index(
        "ix_parcel_open_shop_key", "parcel", ["hub_id", "shop_key", "id", "state", "shop_id", "zone"], **where(OPEN)
    )
    op.create_index(
        "ix_parcel_open_state", "parcel", ["hub_id", "state", "shop_id", "zone", "keep_until"], **where(OPEN)
    )
    op.create_index("ix_parcel_pickup_id", "parcel", ["pickup_id"])
