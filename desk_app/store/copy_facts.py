"""What a copy knows of itself."""

from sqlalchemy import select

from desk_app.store.copy_tables import fact
from desk_app.store.engine import Tx


def every(tx: Tx) -> dict[str, str]:
    """All of it, by key."""
    return {row.key: row.value for row in tx.execute(_EVERY)}


def put(tx: Tx, **facts: str) -> None:
    """Write facts down, instead of what was said before."""
    rows = [{"key": key, "value": value} for key, value in facts.items()]
    tx.execute(_PUT, rows)


def forget(tx: Tx, *keys: str) -> None:
    """These are known no more."""
    tx.execute(fact.delete().where(fact.c.key.in_(keys)))


_EVERY = select(fact)
_PUT = fact.insert().prefix_with("OR REPLACE")
