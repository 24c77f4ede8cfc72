"""Databases to measure on: the hub of ``hub.py`` in a SQLite file, and the same rows in a real PostgreSQL.

The file is built once and kept in ``build/bench``; each run works on a copy, since it hands parcels over.
"""

import hashlib
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import fill, hub, names
from desk_app.counter.desk import Desk
from desk_app.store import hubs, tables
from desk_app.store.engine import Store
from tests.databases import postgres_database, running_postgres

FOLDER = Path("build/bench")
SQLITE, POSTGRESQL = "sqlite", "postgresql"
_SOURCES = (hub.__file__, names.__file__, fill.__file__, tables.__file__)
# As a hub would run it: durable, and with the memory of a small server.
_POSTGRES_SETTINGS = ("fsync=on", "max_connections=50", "shared_buffers=256MB", "lc_messages=C", "max_wal_size=4GB")


def desk_of(store: Store) -> Desk:
    """The desk of a database that is there; its clock stands at the hub's present."""
    hub_id = store.read(hubs.first_hub)
    assert hub_id is not None
    return Desk(store, hub_id, "Poste 1", "Camille", lambda: hub.NOW)


@contextmanager
def sqlite_copy(size: int) -> Iterator[str]:
    """The URL of a copy of the built file."""
    copy = FOLDER / f"work-{size}.sqlite3"
    _remove(copy)
    shutil.copyfile(built(size), copy)
    yield f"sqlite:///{copy.absolute()}"
    _remove(copy)


@contextmanager
def postgresql_copy(size: int) -> Iterator[str]:
    """The URL of a PostgreSQL of our own, filled with the rows of the built file."""
    with running_postgres(_POSTGRES_SETTINGS) as server, postgres_database(server) as url:
        started = time.perf_counter()
        fill.fill_postgresql(url, built(size))
        print(f"  PostgreSQL filled with {size:,} parcels in {time.perf_counter() - started:.0f} s", flush=True)
        yield url


def built(size: int) -> Path:
    """The SQLite file of a hub of ``size`` parcels, built when there is none of these sources."""
    sources = b"".join(Path(source).read_bytes() for source in _SOURCES)
    path = FOLDER / f"hub-{size}-{hashlib.sha256(sources).hexdigest()[:12]}.sqlite3"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.glob(f"hub-{size}-*"):
            old.unlink()
        started = time.perf_counter()
        part = path.with_suffix(".part")
        _remove(part)
        fill.build_sqlite(part, size)
        part.rename(path)
        print(f"  SQLite file of {size:,} parcels built in {time.perf_counter() - started:.0f} s", flush=True)
    return path


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
