"""Setting a shared database up, and moving a hub from one database to another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from desk_app.store import columns, hubs, migrate, roles
from desk_app.store.engine import Store, Tx


@dataclass(frozen=True, slots=True)
class Prepared:
    """A database that is ready for counters.

    ``role`` is who they connect as, empty where there are no roles; ``password`` is what it was given just now,
    empty when it has kept its own.
    """

    shown: str
    schema: str
    hub: str
    role: str = ""
    password: str = ""


def init(url: str, hub_name: str, role: str = roles.COUNTER, password: str = "") -> Prepared:
    """Make or upgrade the tables, the hub where there is none, and the role of the counters; done again, it mends.

    ``url`` names who owns the tables. Raises EnvironmentTrouble.
    """
    with _opened(url) as store:
        migrate.prepare(store)

        def finish(tx: Tx) -> tuple[str, str]:
            hub = hubs.hub_name(tx, hubs.open_hub(tx, hub_name))
            return hub, "" if store.is_sqlite else roles.prepare_role(tx, role, password)

        hub, given = store.write(finish)
        return Prepared(store.shown, columns.SCHEMA, hub, "" if store.is_sqlite else role, given)


@contextmanager
def _opened(url: str) -> Iterator[Store]:
    store = Store(url)
    try:
        yield store
    finally:
        store.close()
