"""Print jobs are rows, and a parcel knows whether it has had a label."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.String(length=32)
TIME = sa.DateTime(timezone=True)
OPEN = sa.text("state IN ('failed', 'sending', 'waiting')")


def upgrade() -> None:
    """What has been received had its label."""
    op.create_table(
        "print_job",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hub_id", KEY, nullable=False),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("next_try_at", TIME, nullable=True),
        sa.Column("done_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["hub_id"], ["hub.id"], name="fk_print_job_hub_id"),
        sa.PrimaryKeyConstraint("id", name="pk_print_job"),
    )
    op.create_index(
        "ix_print_job_open", "print_job", ["hub_id", "counter", "id"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.add_column("parcel", sa.Column("label_job_id", KEY, nullable=True))
    op.execute("UPDATE parcel SET label_job_id = '' WHERE received_at IS NOT NULL")
