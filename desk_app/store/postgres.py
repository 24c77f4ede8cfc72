"""A connection to PostgreSQL that gives up on a server that is not there any more.

A dead network is noticed late by the system, and a server that hangs never. So a server that stays silent is asked on
another connection whether it is there, and at work for this one; who is only slow is waited for. Loaded with the first
connection: SQLite needs none of it.

Who is let in: what the address says, else what PostgreSQL's own files and variables say (``.pgpass``, ``PGPASSWORD``),
else what the system's keyring says; it is slow, and asked only when a server wants a password that nobody has.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg import conninfo
from psycopg.abc import RV, PQGen
from psycopg.rows import TupleRow

from desk_app import keychain
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.store.addresses import account

ANSWER_SECONDS = 16.0  # a little longer than the server's own limit of a statement
SILENT_SECONDS = 0.9  # then it is asked whether it is there,
PROBE_SECONDS = 0.9  # and has so long to say so
CONNECT_SECONDS = 1.9  # a clerk is not kept waiting for more than two
_LOOK_SECONDS = 0.1
_passwords: dict[str, str] = {}  # what the keyring has said, by account
T = TypeVar("T")


class _Lost(psycopg.OperationalError):
    """The server is well, this connection is not: another one will do."""


class SilentServer(_Lost):
    """Nothing came in time, and nothing will: it is no use to try again at once."""


class Connection(psycopg.Connection[TupleRow]):
    """Waits for a server that works, for :data:`ANSWER_SECONDS` at most; else it is closed and an error raised.

    SilentServer, or OperationalError where the server is well and another connection will do.
    """

    def wait(self, gen: PQGen[RV], interval: float = _LOOK_SECONDS, *args: Any, **options: Any) -> RV:
        try:
            return super().wait(_limited(gen, self._is_at_work), interval, *args, **options)
        except _Lost:
            self.close()
            raise

    def _is_at_work(self) -> bool:
        """Whether the server has this connection's statement in hand. Raises SilentServer when it does not say."""
        info = self.info
        where = {"host": info.host, "hostaddr": info.hostaddr, "port": info.port, "password": info.password}
        asked = conninfo.conninfo_to_dict(info.dsn) | {key: value for key, value in where.items() if value}
        try:
            return _first([asked], PROBE_SECONDS, lambda params: _state(params, info.backend_pid)) == "active"
        except psycopg.Error as error:
            raise SilentServer("the server does not answer") from error


class _Cursor(psycopg.Cursor[TupleRow]):
    """Says of a result's columns what SQLAlchemy asks, names and types, and looks no type up: a row has forty."""

    @property
    def description(self) -> list[Any] | None:
        result = self.pgresult
        if result is None or result.status != psycopg.pq.ExecStatus.TUPLES_OK:
            return None
        return [(_name(result.fname(i)), result.ftype(i), *[None] * 5) for i in range(result.nfields)]


def _name(name: bytes | None) -> str:
    return name.decode() if name else ""


def connect(*args: Any, **options: Any) -> Connection:
    """A connection to the first server that takes one, all of them asked at once. Raises psycopg.OperationalError."""
    wanted = conninfo.conninfo_to_dict(*args, **{k: v for k, v in options.items() if k != "context"})
    if wanted.get("password"):
        return _opened(wanted, _context(options))
    whose = account(*(str(wanted.get(name) or "") for name in ("user", "host", "port", "dbname")))
    known = _passwords.get(whose, "")
    try:
        return _opened(wanted, _context(options), known)
    except psycopg.OperationalError as error:
        kept = _kept(whose) if _wants_password(error) else ""
        if kept in ("", known):
            raise
    _passwords[whose] = kept
    return _opened(wanted, _context(options), kept)


def _opened(wanted: Mapping[str, Any], context: dict[str, Any], password: str = "") -> Connection:
    more = {**context, "password": password} if password else context
    more |= {"cursor_factory": _Cursor}
    return _first(_servers(wanted), CONNECT_SECONDS, lambda params: Connection.connect(**params, **more))


def _wants_password(error: Exception) -> bool:
    """Whether a server has refused for want of a password, or of the right one."""
    pgconn = getattr(error, "pgconn", None)
    return pgconn is not None and (pgconn.needs_password or pgconn.used_password)


def _kept(whose: str) -> str:
    """What the keyring says; one that is not there or locked says nothing, and the server's refusal is what counts."""
    try:
        return keychain.secret(keychain.DATABASE, whose, {})
    except EnvironmentTrouble:
        return ""


def _context(options: Mapping[str, Any]) -> dict[str, Any]:
    return {"context": options["context"]} if options.get("context") is not None else {}


def _servers(wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The address of each server that is named: ``host=a,b port=1,2``."""
    lists = {key: str(wanted[key]).split(",") for key in ("host", "hostaddr", "port") if wanted.get(key)}
    count = max((len(names) for names in lists.values()), default=1)
    return [dict(wanted) | {key: names[i % len(names)] for key, names in lists.items()} for i in range(count)]


def _state(params: dict[str, Any], pid: int) -> str:
    with psycopg.connect(**params, autocommit=True) as probe:
        row = probe.execute("SELECT state FROM pg_stat_activity WHERE pid = %s", (pid,)).fetchone()
    return str(row[0]) if row else "gone"


def _first(servers: list[dict[str, Any]], seconds: float, ask: Callable[[dict[str, Any]], T]) -> T:
    """The first answer that comes in time; connections that come later are closed.

    Names may take long to be looked up, which nothing can interrupt: so each try has a thread that can be left behind.
    """
    came: SimpleQueue[Any] = SimpleQueue()
    race = _Race(came)
    for params in servers:
        Thread(target=race.run, args=(ask, params), daemon=True, name="comptoir-connect").start()
    end, errors = monotonic() + seconds, list[Exception]()
    for _ in servers:
        try:
            result = came.get(timeout=max(0.0, end - monotonic()))
        except Empty:
            errors.append(SilentServer("the server does not answer"))
            break
        if not isinstance(result, Exception):
            race.over()
            return result  # type: ignore[no-any-return]
        errors.append(result)
    race.over()
    raise next((error for error in errors if _wants_password(error)), errors[-1])


class _Race:
    """Who connects first; whoever comes after it is over is sent home."""

    def __init__(self, came: SimpleQueue[Any]) -> None:
        self._came = came
        self._is_over = False

    def run(self, ask: Callable[[dict[str, Any]], Any], params: dict[str, Any]) -> None:
        try:
            result = ask(params)
        except Exception as error:
            result = error
        self._came.put(result)
        if self._is_over:
            self.over()

    def over(self) -> None:
        """Close whatever else has come."""
        self._is_over = True
        with suppress(Empty):
            while True:
                late = self._came.get_nowait()
                if isinstance(late, psycopg.Connection):
                    late.close()


def _limited(steps: PQGen[RV], is_at_work: Callable[[], bool]) -> PQGen[RV]:
    """``steps``, given up when nothing has come; it is asked again and again, with 0 for nothing."""
    begun = monotonic()
    ask_at = begun + SILENT_SECONDS
    try:
        wanted = next(steps)
        while True:
            ready = yield wanted
            if not ready and monotonic() > min(ask_at, begun + ANSWER_SECONDS):
                if monotonic() > begun + ANSWER_SECONDS:
                    raise SilentServer("the server does not answer")
                if not is_at_work():
                    raise _Lost("the connection is lost")
                ask_at = monotonic() + SILENT_SECONDS
            wanted = steps.send(ready)
    except StopIteration as last:
        return last.value  # type: ignore[no-any-return]
