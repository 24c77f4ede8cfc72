"""Whether the hub's database is whole, ours, safe and backed up: looked at, and nothing changed."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desk_app.counter.desk import utc_now
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Clock, Reason
from desk_app.store import backups, chains, health
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseUnusable

BACKUP_DAYS = 7
"""A file whose newest daily copy is older than this has been without for too long."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``reason`` says how it is."""

    name: str
    is_well: bool
    reason: Reason


Check = Callable[[Store, datetime], Finding]


def look(store: Store, clock: Clock = utc_now) -> Iterator[Finding]:
    """One finding after the other. Raises DatabaseOffline when nothing answers, DatabaseUnusable when nothing is there.

    Reads all of the database: minutes on a large one. Counters may go on working.
    """
    if store.file and not store.file.exists():
        raise DatabaseUnusable(Reason("backups.nothing", {"database": store.shown}))
    now = clock()
    yield _system(store, now)
    schema = _guarded("schema", _schema, store, now)
    yield schema
    for name, check in (_OF_FILE if store.is_sqlite else _OF_SERVER).items():
        if schema.is_well or name in ("integrity", "disk"):
            yield _guarded(name, check, store, now)


def _guarded(name: str, check: Check, store: Store, now: datetime) -> Finding:
    try:
        return check(store, now)
    except EnvironmentTrouble as trouble:
        return Finding(name, is_well=False, reason=trouble.reason)


def _system(store: Store, _now: datetime) -> Finding:
    name = "SQLite" if store.is_sqlite else "PostgreSQL"
    try:
        version = store.read(health.version)
    except DatabaseUnusable as trouble:
        return Finding("system", is_well=False, reason=trouble.reason)
    args: dict[str, object] = {"system": f"{name} {'.'.join(map(str, version))}", "oldest": health.OLDEST_SERVER}
    is_old = not store.is_sqlite and version < (health.OLDEST_SERVER,)
    return Finding("system", not is_old, Reason("health.server_old" if is_old else "health.system", args))


def _schema(store: Store, _now: datetime) -> Finding:
    found, ours = store.read(lambda tx: health.schema(tx, store.shown))
    key = "same" if found == ours else "none" if found is None else "newer" if found > ours else "older"
    return Finding("schema", found == ours, Reason(f"health.schema_{key}", {"schema": found or "—", "ours": ours}))


def _integrity(store: Store, _now: datetime) -> Finding:
    fault = store.read(health.faults)
    if fault:
        raise DatabaseUnusable(Reason("errors.database_damaged", {"database": store.shown}))
    return Finding("integrity", is_well=True, reason=Reason("health.whole"))


def _references(store: Store, _now: datetime) -> Finding:
    loose = store.read(health.loose_rows)
    key = "health.loose" if loose else "health.no_loose"
    return Finding("references", not loose, Reason(key, {"tables": ", ".join(loose)}))


def _journal(store: Store, _now: datetime) -> Finding:
    heads, breaks = chains.verify(store.read)
    args: dict[str, object] = {"n": sum(head.seq for head in heads), "counters": ", ".join(b.counter for b in breaks)}
    return Finding("journal", not breaks, Reason("health.chain_broken" if breaks else "health.chain_holds", args))


def _disk(store: Store, _now: datetime) -> Finding:
    file = store.file or Path()
    free, size = shutil.disk_usage(file.absolute().parent).free, file.stat().st_size
    is_enough = free >= 2 * size  # a copy, and the file written anew after a purge
    args: dict[str, object] = {"free": free // 1_000_000, "size": -(-size // 1_000_000)}
    return Finding("disk", is_enough, Reason("health.disk" if is_enough else "health.disk_short", args))


def _backup(store: Store, now: datetime) -> Finding:
    copies = backups.daily_copies(store.file) if store.file else []
    since = backups.day_of(copies[0]) if copies else store.read(health.begun_at)
    is_well = now - since <= timedelta(days=BACKUP_DAYS)
    key = ("backup" if is_well else "backup_old") if copies else "no_backup" if is_well else "backup_missing"
    return Finding("backup", is_well, Reason(f"health.{key}", {"day": since}))


def _rights(store: Store, _now: datetime) -> Finding:
    missing = store.read(health.missing_rights)
    if missing:
        return Finding("rights", is_well=False, reason=Reason("health.rights_missing", {"rights": ", ".join(missing)}))
    may_rewrite = store.read(health.may_rewrite)
    return Finding("rights", is_well=True, reason=Reason("health.rights_many" if may_rewrite else "health.rights"))


_OF_FILE: dict[str, Check] = {
    "integrity": _integrity,
    "references": _references,
    "journal": _journal,
    "disk": _disk,
    "backup": _backup,
}
_OF_SERVER: dict[str, Check] = {"rights": _rights, "journal": _journal}
