"""What the tables are made of, and which revision of them this program knows."""

from datetime import UTC, datetime

from sqlalchemy import Boolean, Column, DateTime, Dialect, ForeignKey, MetaData, String, TypeDecorator, false

SCHEMA = "0004"
"""The newest revision; the only thing a start looks at when nothing is to be done."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC times on both databases; SQLite forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Key = String(32)
# Bytes, not a language's sorting: beginnings are then index ranges on PostgreSQL too.
Sortable = String().with_variant(String(collation="C"), "postgresql")


def hub_key() -> Column[str]:
    """Whose row it is."""
    return Column("hub_id", Key, ForeignKey("hub.id"), nullable=False)


def flag(name: str) -> Column[bool]:
    """Yes or no, no where nothing is said."""
    return Column(name, Boolean, nullable=False, server_default=false())
