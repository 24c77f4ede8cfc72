"""A PostgreSQL and its standby, as Debian has them: what is confirmed is on both, and either can be killed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.databases import SETTINGS, free_port, kill_postgres
from tests.end_to_end.waiting import until
from tests.optional import leave

_ACCOUNT = "postgres"
"""Who runs a server when root starts it, which PostgreSQL refuses; Debian's package makes the account."""


@dataclass(frozen=True, slots=True)
class Node:
    """One of the two servers."""

    data: Path
    port: int

    @property
    def address(self) -> str:
        """For psycopg."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *words: str) -> None:
        """One of PostgreSQL's own programs, as the account that owns the data."""
        account = _ACCOUNT if os.geteuid() == 0 else None
        command = [str(_programs() / program), "-D", str(self.data), *words]
        done = subprocess.run(
            command, user=account, cwd="/", capture_output=True, text=True, check=False, timeout=60, env={"LC_ALL": "C"}
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)

    def start(self) -> None:
        """Until it answers."""
        settings = " ".join(f"-c {setting}" for setting in SETTINGS)
        options = f"-h 127.0.0.1 -p {self.port} -k '' {settings}"
        self.run("pg_ctl", "-w", "-l", str(self.data / "log"), "-o", options, "start")

    def kill(self) -> None:
        """SIGKILL, to all of it."""
        kill_postgres(self.data)

    def promote(self) -> None:
        """A standby becomes the server."""
        self.run("pg_ctl", "-w", "promote")


@dataclass(frozen=True, slots=True)
class Pair:
    """A primary, and a standby that has all that the primary has confirmed."""

    primary: Node
    standby: Node

    @property
    def url(self) -> str:
        """Where a counter finds whichever of them takes what is written."""
        hosts = f"127.0.0.1:{self.primary.port},127.0.0.1:{self.standby.port}"
        return f"postgresql://postgres@{hosts}/postgres?target_session_attrs=read-write"


@contextmanager
def primary_and_standby() -> Iterator[Pair]:
    """Both are running, and removed at the end. Skips the test where Debian's PostgreSQL is not installed."""
    folder = Path(tempfile.mkdtemp(prefix="comptoir-standby-"))
    if _programs() and os.geteuid() == 0:
        account = pwd.getpwnam(_ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)
    primary, standby = (Node(folder / name, free_port()) for name in ("primary", "standby"))
    try:
        _start(primary, standby)
        yield Pair(primary, standby)
    finally:
        for node in (primary, standby):
            if (node.data / "postmaster.pid").exists():
                node.kill()
        shutil.rmtree(folder)


def _start(primary: Node, standby: Node) -> None:
    primary.run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    primary.start()
    standby.run("pg_basebackup", "-R", "--checkpoint=fast", "--no-sync", "-d", primary.address)
    standby.start()
    with psycopg.connect(primary.address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        connection.execute("SELECT pg_reload_conf()")
        until(lambda: connection.execute(_IN_STEP).fetchone(), "the standby to be in step")


_IN_STEP = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"


def _programs() -> Path:
    """Where Debian keeps the newest version's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_basebackup"), key=lambda program: int(program.parts[4]))
    if not found:
        leave("not installed: postgresql; `make test-packages` installs what all tests need")
    return found[-1].parent
