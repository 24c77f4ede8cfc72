"""Several counters, one hub: incidents, who serves whom, what is told to the others, and programs that are too old.

A program that is older than the database's schema is refused whatever it would write: each action writes in the
journal, and what goes on beside the actions (settings, messages, prints, tries of a PIN) in one of GUARDED.
"""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = sa.String(length=32)
SORTABLE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
WORDS = {"name_word": ("word",), "name_slip": ("slip", "word")}
TIME = sa.DateTime(timezone=True)
TOLD_OF = ("journal", "shop", "shelf", "hub_setting", "clerk", "message_text", "visit")

GUARDED = ("journal", "shop", "shelf", "hub_setting", "clerk", "message_text", "message", "print_job")

SQLITE = [
    f"CREATE TRIGGER {table}_schema_{event.lower()} BEFORE {event} ON {table}"
    " WHEN desk_app_schema() < (SELECT version_num FROM alembic_version)"
    " BEGIN SELECT RAISE(ABORT, 'this program is too old for the database'); END"
    for table in GUARDED
    for event in ("INSERT", "UPDATE")
]
POSTGRESQL = [
    """CREATE FUNCTION check_schema() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF coalesce(current_setting('desk_app.schema', true), '') < (SELECT version_num FROM alembic_version) THEN
            RAISE EXCEPTION 'this program is too old for the database' USING ERRCODE = 'DA001';
        END IF;
        RETURN NULL;
    END $$""",
    *(
        f"CREATE TRIGGER {table}_schema AFTER INSERT OR UPDATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION check_schema()"
        for table in GUARDED
    ),
    # each hub has a channel; one transaction tells one thing once
    """CREATE FUNCTION tell_counters() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('comptoir_' || coalesce(NEW.hub_id, OLD.hub_id), TG_TABLE_NAME);
        RETURN NULL;
    END $$""",
    *(
        f"CREATE TRIGGER tell_counters AFTER INSERT OR UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION tell_counters()"
        for table in TOLD_OF
    ),
]


def upgrade() -> None:
    """Two tables, the words of names, and the triggers."""
    op.create_table(
        "incident",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("parcel_ids", sa.Text(), nullable=False),
        sa.Column("pickup_id", KEY, nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("found_at", TIME, nullable=False),
        sa.Column("solved_at", TIME, nullable=True),
        sa.Column("solved_by", sa.String(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        *_references("incident", "hub_id"),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
        sa.UniqueConstraint("nonce", name="uq_incident_nonce"),
    )
    unsolved = sa.text("solved_at IS NULL")
    op.create_index(
        "ix_incident_unsolved", "incident", ["hub_id", "at"], sqlite_where=unsolved, postgresql_where=unsolved
    )
    op.create_table(
        "visit",
        sa.Column("pickup_id", KEY, nullable=False),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        *_references("visit", "hub_id", "pickup_id"),
        sa.PrimaryKeyConstraint("pickup_id", "counter", name="pk_visit"),
    )
    op.create_index("ix_visit_hub_id_counter", "visit", ["hub_id", "counter"])
    for table, names in WORDS.items():
        _give_to_hubs(table, names)
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def _give_to_hubs(table: str, names: Sequence[str]) -> None:
    """The vocabulary of all hubs becomes one of each."""
    said = ", ".join(names)
    op.execute(f"CREATE TEMPORARY TABLE kept_{table} AS SELECT {said} FROM {table}")
    op.drop_table(table)
    op.create_table(
        table,
        sa.Column("hub_id", KEY, nullable=False),
        *(sa.Column(name, SORTABLE, nullable=False) for name in names),
        *_references(table, "hub_id"),
        sa.PrimaryKeyConstraint("hub_id", *names, name=f"pk_{table}"),
    )
    op.execute(f"INSERT INTO {table} (hub_id, {said}) SELECT hub.id, {said} FROM hub CROSS JOIN kept_{table}")
    op.execute(f"DROP TABLE kept_{table}")


def _references(table: str, *names: str) -> Iterable[sa.ForeignKeyConstraint]:
    for name in names:
        yield sa.ForeignKeyConstraint([name], [f"{name.removesuffix('_id')}.id"], name=f"fk_{table}_{name}")
