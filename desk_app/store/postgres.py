"""A connection to PostgreSQL that gives up on a server that takes what is said and never answers.

A dead network is noticed by the system and a slow statement by the server, but a server that hangs would hold the
counter's thread for good. Loaded with the first connection: SQLite needs none of it.

Who is let in: what the address says, else what PostgreSQL's own files and variables say (``.pgpass``, ``PGPASSWORD``),
else what the system's keyring says; it is slow, and asked only when the server wants a password that nobody has.
"""

from time import monotonic
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.rows import TupleRow

from desk_app import keychain
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.store.addresses import account

ANSWER_SECONDS = 16.0  # a little longer than the server's own limit of a statement
_LOOK_SECONDS = 0.1
_known: dict[str, str] = {}  # the passwords that the keyring has said, by account


class Connection(psycopg.Connection[TupleRow]):
    """Waits for each answer :data:`ANSWER_SECONDS` at most; then it is closed, and OperationalError raised."""

    def wait(self, gen: PQGen[RV], interval: float = _LOOK_SECONDS, *args: Any, **options: Any) -> RV:
        try:
            return super().wait(_limited(gen), interval, *args, **options)
        except _SilentServer:
            self.close()
            raise


def connect(*args: Any, **options: Any) -> Connection:
    """A connection to where the driver's ``options`` say. Raises psycopg.Error."""
    if options.get("password"):
        return Connection.connect(*args, **options)
    whose = account(*(str(options.get(name) or "") for name in ("user", "host", "port", "dbname")))
    if whose not in _known and "," in whose:  # of several servers only the last one's refusal is known: not twice all
        _known[whose] = _kept(whose)
    password = _known.get(whose, "")
    try:
        return Connection.connect(*args, **options, **_as_option(password))
    except psycopg.OperationalError as error:
        kept = _kept(whose) if _wants_password(error) else ""
        if kept in ("", password):
            raise
    _known[whose] = kept
    return Connection.connect(*args, **options, password=kept)


def _as_option(password: str) -> dict[str, str]:
    return {"password": password} if password else {}


def _wants_password(error: psycopg.OperationalError) -> bool:
    return error.pgconn is not None and (error.pgconn.needs_password or error.pgconn.used_password)


def _kept(whose: str) -> str:
    """What the keyring says; one that is not there or locked says nothing, and the server's refusal is what counts."""
    try:
        return keychain.secret(keychain.DATABASE, whose, {})
    except EnvironmentTrouble:
        return ""


class _SilentServer(psycopg.OperationalError):
    """Nothing came in time."""


def _limited(steps: PQGen[RV]) -> PQGen[RV]:
    """``steps``, given up when nothing has come; it is asked again and again, with 0 for nothing."""
    end = monotonic() + ANSWER_SECONDS
    try:
        wanted = next(steps)
        while True:
            ready = yield wanted
            if not ready and monotonic() > end:
                raise _SilentServer("the server does not answer")
            wanted = steps.send(ready)
    except StopIteration as last:
        return last.value  # type: ignore[no-any-return]
