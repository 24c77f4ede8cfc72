"""The hub and the settings its counters share."""

from sqlalchemy import select

from desk_app.store import tables as t
from desk_app.store.engine import Tx, one_at_a_time
from desk_app.store.keys import new_key


def first_hub(tx: Tx) -> str | None:
    """The id of the hub this database is for, or None in a new database."""
    return tx.execute(select(t.hub.c.id).order_by(t.hub.c.id).limit(1)).scalar()


def open_hub(tx: Tx, name: str) -> str:
    """The id of the database's hub, made when it is new, by one of the counters that open it at the same moment."""
    one_at_a_time(tx)
    found = first_hub(tx)
    if found is None:
        found = new_key()
        tx.execute(t.hub.insert().values(id=found, name=name))
    return found


def hub_name(tx: Tx, hub_id: str) -> str:
    """What the hub is called."""
    return str(tx.execute(select(t.hub.c.name).where(t.hub.c.id == hub_id)).scalar_one())


def rename_hub(tx: Tx, hub_id: str, name: str) -> None:
    """Call the hub ``name``."""
    tx.execute(t.hub.update().where(t.hub.c.id == hub_id).values(name=name))


def settings(tx: Tx, hub_id: str) -> dict[str, str]:
    """The settings that are not at their defaults."""
    rows = tx.execute(select(t.hub_setting.c.key, t.hub_setting.c.value).where(t.hub_setting.c.hub_id == hub_id))
    return {row.key: row.value for row in rows}


def save_setting(tx: Tx, hub_id: str, key: str, value: str) -> None:
    """Set one setting for all counters of the hub."""
    one = (t.hub_setting.c.hub_id == hub_id) & (t.hub_setting.c.key == key)
    if not tx.execute(t.hub_setting.update().where(one).values(value=value)).rowcount:
        tx.execute(t.hub_setting.insert().values(hub_id=hub_id, key=key, value=value))
