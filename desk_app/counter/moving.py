"""Setting a shared database up, and moving a hub from one database to another."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.store import chains, columns, copying, hubs, migrate, roles
from desk_app.store.copying import Copied, Difference, MovedOn
from desk_app.store.engine import Store, Tx
from desk_app.store.errors import DatabaseUnusable

COUNTER_ROLE = "comptoir_counter"
"""What the counters' role is called when nobody says otherwise."""


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


def init(url: str, hub_name: str, role: str = COUNTER_ROLE, password: str = "") -> Prepared:
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


class Step(StrEnum):
    """What goes on while a database is copied."""

    COPY = "copy"
    CHECK = "check"


class NotCopied(EnvironmentTrouble):
    """The target is as it was before: a row cannot be the same there. Its table and key, where there is one."""

    def __init__(self, reason: Reason, table: str = "", key: str = "") -> None:
        super().__init__(reason)
        self.table, self.key = table, key


def copy(source_url: str, target_url: str, step: Callable[[Step, str, int], None]) -> Mapping[str, Copied]:
    """Make the hubs of one database in another what they are here, and look at every row and every chain there.

    All of it or nothing; done again, it copies what is new or has changed. ``step`` is told what goes on, in which
    table, and how many rows of it are done; what it raises ends the copy. Raises EnvironmentTrouble: NotCopied, when
    the two cannot be made the same.
    """
    with _opened(source_url) as source, _opened(target_url) as target:
        if source.url == target.url or (source.file and not source.file.exists()):
            raise DatabaseUnusable(Reason("errors.copy_source", {"database": source.shown}))
        for store in (source, target):
            migrate.prepare(store)
        return source.snapshot(lambda here: target.write(lambda there: _copied(here, there, step)))


def _copied(here: Tx, there: Tx, step: Callable[[Step, str, int], None]) -> Mapping[str, Copied]:
    try:
        tables = copying.copy(here, there, lambda *done: step(Step.COPY, *done))
        copying.compare(here, there, lambda *done: step(Step.CHECK, *done))
    except Difference as error:
        args = {"table": error.table, "key": error.key}
        raise NotCopied(Reason("errors.copy_differs", args), error.table, error.key) from error
    except MovedOn as error:
        raise NotCopied(Reason("errors.copy_moved_on", {"counter": error.counter})) from error
    for broken in chains.verify(lambda query: query(there))[1]:
        raise NotCopied(Reason("errors.copy_chain", {"counter": broken.counter}), "journal", broken.row_id or "")
    return tables


@contextmanager
def _opened(url: str) -> Iterator[Store]:
    store = Store(url)
    try:
        yield store
    finally:
        store.close()
