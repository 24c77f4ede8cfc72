"""Backups of a PostgreSQL database, by PostgreSQL's own programs: the newest that are on this computer."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from desk_app.domain.values import Reason
from desk_app.store.engine import Store, Tx
from desk_app.store.errors import DatabaseOffline, DatabaseUnusable

MAGIC = b"PGDMP"
_FOLDERS = "/usr/lib/postgresql"
_VERSION = re.compile(r"(\d+)(?:\.(\d+))?")
_TABLE = re.compile(rb"COPY public\.(\w+) ")


def dump(store: Store, target: Path) -> None:
    """Write all of the database into ``target``, as it is at one moment.

    Raises DatabaseOffline or DatabaseUnusable, as all that is done here.
    """
    _run(store, "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"])


def load(store: Store, source: Path) -> None:
    """Make in an empty database all that a dump holds, or nothing."""
    _run(store, "pg_restore", ["--single-transaction", "--no-owner", "--no-privileges", str(source)])


def examine(file: Path) -> tuple[str | None, int]:
    """The schema that a dump holds, None for another program's, and its number of parcels. Reads all of it.

    Raises DatabaseUnusable when it is not whole.
    """
    command = [str(tool("pg_restore")), "--data-only", "--file=-", str(file)]
    with TemporaryFile() as said:  # a pipe could fill while the other one is read
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said) as process:
            assert process.stdout is not None
            counted = _counted(process.stdout)
        said.seek(0)
        if process.returncode:
            raise DatabaseUnusable(_unreadable(file, said.read().decode(errors="replace")))
    return counted


def _counted(lines: IO[bytes]) -> tuple[str | None, int]:
    table, schema, parcels = b"", None, 0
    for line in lines:
        if line == b"\\.\n":
            table = b""
        elif table == b"parcel":
            parcels += 1
        elif table == b"alembic_version":
            schema = line.strip().decode()
        elif not table and (begun := _TABLE.match(line)):
            table = begun[1]
    return schema, parcels


def _run(store: Store, program: str, words: Sequence[str]) -> None:
    database, password = store.read(_address)
    command = [str(tool(program)), *words, f"--dbname={database}"]
    environment = {**os.environ, "LC_ALL": "C", "PGPASSWORD": password}
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False, errors="replace"
    )
    if done.returncode:
        raise _trouble(store.shown, program, done.stderr)


def _address(tx: Tx) -> tuple[str, str]:
    """The server that answers now, and the password it took, which stands on no command line for others to read."""
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - a driver that SQLite does without

    info = tx.connection.driver_connection.info  # type: ignore[union-attr]
    return make_conninfo("", **{k: v for k, v in info.get_parameters().items() if k != "options"}), info.password


def tool(name: str) -> Path:
    """The newest program of that name. Raises DatabaseUnusable where there is none."""
    on_path = shutil.which(name)
    found = [Path(on_path)] if on_path else []
    found += Path(_FOLDERS).glob(f"*/bin/{name}")
    if not found:
        raise DatabaseUnusable(Reason("backups.no_program", {"program": name}))
    return max(found, key=_version)


@cache
def _version(program: Path) -> tuple[int, int]:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    number = _VERSION.search(said)
    return (int(number[1]), int(number[2] or 0)) if number else (0, 0)


def _trouble(shown: str, program: str, said: str) -> Exception:
    if "server version mismatch" in said:
        server = re.search(r"server version: (\d+)", said)
        needed = server[1] if server else "?"
        return DatabaseUnusable(Reason("backups.old_program", {"program": program, "version": needed}))
    if "connection to server" in said:
        return DatabaseOffline(Reason("errors.database_unreachable", {"database": shown}))
    return DatabaseUnusable(Reason("backups.program_failed", {"program": program, "said": _last_line(said)}))


def _unreadable(file: Path, said: str) -> Reason:
    if "unsupported version" in said:
        return Reason("backups.old_program", {"program": "pg_restore", "version": "?"})
    return Reason("backups.damaged", {"file": str(file)})


def _last_line(said: str) -> str:
    return (said.strip().splitlines() or [""])[-1]
