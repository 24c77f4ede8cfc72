"""Looking at a database before a counter moves to it, and keeping its password out of sight."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from desk_app import keychain
from desk_app.counter import lists
from desk_app.counter.desk import Desk, open_desk
from desk_app.domain.lists import Filter, Group
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.store import columns, hubs, migrate, roles
from desk_app.store.addresses import account_of, is_same_server, parse_url, shown_address, written
from desk_app.store.engine import Store, Tx
from desk_app.store.errors import DatabaseUnusable
from desk_app.store.shared import open_store

_VERIFIED = "verify-full"


@dataclass(frozen=True, slots=True)
class Look:
    """What a database says of itself. ``schema`` None: empty, or a file yet to be made; it will be set up.

    ``parcels`` counts them; when ``capped`` there are more. ``milliseconds`` is one question and its answer.
    ``owns`` a server: the account in the address may make its tables, which is more than a counter needs.
    """

    shown: str
    system: str
    version: str
    schema: str | None = None
    parcels: int = 0
    capped: bool = False
    milliseconds: float = 0.0
    owns: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """A database's address in parts, so that the password need never be shown.

    ``is_verified``: the server must prove who it is, by a certificate of the authority in ``ca_file``.
    """

    text: str
    password: str = ""
    is_verified: bool = False
    ca_file: str = ""

    @classmethod
    def split(cls, url: str) -> "Address":
        """The parts of ``url``; one that is not understood is shown as it stands."""
        try:
            parsed = parse_url(url)
        except DatabaseUnusable:
            return cls(url)
        if parsed.get_backend_name() == "sqlite":
            return cls(url)
        password = str(parsed.password or parsed.query.get("password") or "")
        if parsed.query.get("sslmode") != _VERIFIED:
            return cls(shown_address(parsed), password)
        bare = parsed.difference_update_query(["sslmode", "sslrootcert"])
        return cls(shown_address(bare), password, True, str(parsed.query.get("sslrootcert") or ""))

    def joined(self, before: "Address") -> str:
        """The whole URL. Without a password of its own, the one ``before`` had stays, for the same user and server.

        Raises DatabaseUnusable when the address is not understood.
        """
        parsed = parse_url(self.text)
        if parsed.get_backend_name() == "sqlite":
            return self.text
        password = self.password or parsed.password
        if not password and before.password and is_same_server(parse_url(before.text), parsed):
            password = before.password
        if self.is_verified:
            tls = {"sslmode": _VERIFIED} | ({"sslrootcert": self.ca_file} if self.ca_file else {})
            parsed = parsed.update_query_dict(tls)
        return written(parsed.set(drivername=parsed.get_backend_name(), password=password or None))

    def of_role(self, role: str) -> "Address":
        """The same database, for another role."""
        return replace(self, text=written(parse_url(self.text).set(drivername="postgresql", username=role)))


def whose(url: str) -> str:
    """Whose the password is that the keyring may have. Raises DatabaseUnusable for a file, which has none."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        raise DatabaseUnusable(Reason("errors.password_of_a_file"))
    return account_of(parsed)


def has_password(url: str) -> bool:
    """Whether the keyring, or the variable that stands in for it, has a password for this address."""
    try:
        return bool(keychain.shown(keychain.DATABASE, whose(url), {}))
    except DatabaseUnusable:
        return False


def without_secret(url: str) -> str:
    """The address as the settings keep it; the password that was in it is in the keyring from now on.

    Raises EnvironmentTrouble where there is no keyring, or the address is none.
    """
    parsed, password = parse_url(url), Address.split(url).password
    if not password:
        return url
    keychain.keep(keychain.DATABASE, whose(url), {}, password)
    return shown_address(parsed)


def secure(url: str, keep: Callable[[str], None]) -> None:
    """Move the password that an address in the settings still has to the keyring; without one it stays where it is.

    ``keep`` writes the address into the settings.
    """
    if Address.split(url).password:
        with suppress(EnvironmentTrouble):
            keep(without_secret(url))


def look(url: str) -> Look:
    """What is at ``url``; nothing is written there. Raises DatabaseOffline or DatabaseUnusable."""
    store = Store(url)
    try:
        if store.is_sqlite and not store.file:
            raise DatabaseUnusable(Reason("errors.database_address", {"url": store.shown}))
        if store.file and not store.file.exists():
            return Look(store.shown, "SQLite", "")
        return _look(store)
    finally:
        store.close()


def move_to(
    url: str, profile: Path, desk: Desk | None, counter: str, clerk: str, *, hub: str = "", hub_name: str = ""
) -> Desk:
    """This counter at the database of ``url``, which is looked at first and made ready; ``desk`` lends its clock.

    ``profile`` is where the counter keeps its copy of a server's hub. It stays at its hub where that has moved too,
    else it goes to the oldest one; ``hub`` names it where no desk could be opened yet. Raises EnvironmentTrouble; the
    desk before is left as it was in any case.
    """
    look(url)
    store = open_store(url, profile)
    try:
        if desk is None:
            return open_desk(store, counter, clerk, hub_name=hub_name, hub=hub)
        moved = open_desk(store, counter, clerk, desk.clock, hub_name=hub_name)
        if store.read(lambda tx: hubs.find_hub(tx, desk.hub_id)) is None:
            return moved
        store.belong_to(desk.hub_id)
        return replace(moved, hub_id=desk.hub_id)
    except EnvironmentTrouble:
        store.close()
        raise


def _look(store: Store) -> Look:
    schema, version = store.read(lambda tx: (migrate.schema_version(tx, store.shown), _version(tx)))
    if schema is not None and schema > columns.SCHEMA:
        raise DatabaseUnusable(Reason("errors.database_newer", {"database": store.shown}))
    begun = perf_counter()
    hub_id = store.read(hubs.first_hub) if schema else None
    milliseconds = (perf_counter() - begun) * 1000 if schema else 0.0
    parcels, capped = _parcels(store, hub_id) if hub_id else (0, False)
    system = "SQLite" if store.is_sqlite else "PostgreSQL"
    owns = not store.is_sqlite and store.read(roles.may_prepare)
    return Look(store.shown, system, version, schema, parcels, capped, milliseconds, owns)


def _parcels(store: Store, hub_id: str) -> tuple[int, bool]:
    page = lists.parcels(Desk(store, hub_id, ""), Filter(group=Group.ALL, limit=0))
    return page.total, page.capped


def _version(tx: Tx) -> str:
    """``3.40.1``, or ``18.1``: what the driver was told when it connected."""
    return ".".join(map(str, tx.dialect.server_version_info or ()))
