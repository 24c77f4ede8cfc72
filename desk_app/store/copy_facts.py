"""What a copy knows of itself."""

from sqlalchemy import select

from desk_app.store.copy_tables import fact
from desk_app.store.engine import Tx


def get(tx: Tx, key: str) -> str | None:
    """One fact."""
    return tx.execute(select(fact.c.value).where(fact.c.key == key)).scalar()


def put(tx: Tx, **facts: str) -> None:
    """Write facts down, instead of what was said before."""
    rows = [{"key": key, "value": value} for key, value in facts.items()]
    tx.execute(fact.insert().prefix_with("OR REPLACE"), rows)


def forget(tx: Tx, *keys: str) -> None:
    """These are known no more."""
    tx.execute(fact.delete().where(fact.c.key.in_(keys)))
