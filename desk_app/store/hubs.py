"""The hubs of a database, and the settings that the counters of each share."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from desk_app.domain.hubs import Hub
from desk_app.domain.people import fold
from desk_app.store import tables as t
from desk_app.store.engine import Tx, one_at_a_time
from desk_app.store.keys import new_key


def every(tx: Tx) -> tuple[Hub, ...]:
    """All hubs of this database, the oldest first."""
    return tuple(Hub(row.id, row.name) for row in tx.execute(select(t.hub).order_by(t.hub.c.id)))


def first_hub(tx: Tx) -> str | None:
    """The id of the oldest hub, or None in a new database."""
    return tx.execute(select(t.hub.c.id).order_by(t.hub.c.id).limit(1)).scalar()


def find_hub(tx: Tx, wanted: str) -> str | None:
    """The id of the hub with that id or name, whatever its case and accents; of the oldest where none is wanted.

    None when there is none.
    """
    if not wanted:
        return first_hub(tx)
    there = every(tx)
    return next((hub.id for hub in there if hub.id == wanted), None) or _named(there, wanted)


def name_taken(tx: Tx, name: str) -> str | None:
    """The id of the hub that is called so; nobody else names one so until the transaction ends."""
    one_at_a_time(tx)
    return _named(every(tx), name)


def _named(those: Sequence[Hub], name: str) -> str | None:
    return next((hub.id for hub in those if fold(hub.name) == fold(name)), None)


def open_hub(tx: Tx, name: str) -> str:
    """The id of the database's oldest hub, made when it is new, by one of the counters that open it at once."""
    one_at_a_time(tx)
    return first_hub(tx) or add_hub(tx, name)


def add_hub(tx: Tx, name: str) -> str:
    """A new hub; its id."""
    made = new_key()
    tx.execute(t.hub.insert().values(id=made, name=name))
    return made


def hub_name(tx: Tx, hub_id: str) -> str:
    """What the hub is called."""
    return str(tx.execute(select(t.hub.c.name).where(t.hub.c.id == hub_id)).scalar_one())


def rename_hub(tx: Tx, hub_id: str, name: str) -> None:
    """Call the hub ``name``."""
    tx.execute(t.hub.update().where(t.hub.c.id == hub_id).values(name=name))


def touch(tx: Tx, hub_id: str) -> None:
    """Write what is there already: a database that has no room, or only reads, says so."""
    tx.execute(t.hub.update().where(t.hub.c.id == hub_id).values(name=t.hub.c.name))


def settings(tx: Tx, hub_id: str) -> dict[str, str]:
    """The settings that are not at their defaults."""
    return {row.key: row.value for row in tx.execute(_SETTINGS, {"hub_id": hub_id})}


_SETTINGS = select(t.hub_setting.c.key, t.hub_setting.c.value).where(t.hub_setting.c.hub_id == bindparam("hub_id"))


def save_setting(tx: Tx, hub_id: str, key: str, value: str) -> None:
    """Set one setting for all counters of the hub."""
    one = (t.hub_setting.c.hub_id == hub_id) & (t.hub_setting.c.key == key)
    if not tx.execute(t.hub_setting.update().where(one).values(value=value)).rowcount:
        tx.execute(t.hub_setting.insert().values(hub_id=hub_id, key=key, value=value))
