"""Addresses of databases: as people write them, as the driver takes them, and as they may be shown."""

import re
from collections.abc import Sequence

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from desk_app.domain.values import Reason
from desk_app.store.errors import DatabaseUnusable

_PORT = "5432"
_SECRETS = ("password", "sslpassword")
_BEGINNING = re.compile(r"\w[\w+]*://(?:[^@/]*@)?")  # what stands before the servers
_SEVERAL = re.compile(rf"({_BEGINNING.pattern})([^/?@]*,[^/?@]*)(.*)")
_SERVER = re.compile(r"(\[[^\]]+\]|[^\[\]:]+)(?::(\d+))?")


def parse_url(url: str | URL) -> URL:
    """The address with its driver named. Raises DatabaseUnusable when it is none, or of another kind.

    Several servers stand in it as people write them, ``postgresql://user@one:5432,two:5433/name``, or as SQLAlchemy
    does, ``postgresql://user@/name?host=one:5432&host=two:5433``.
    """
    try:
        parsed = _made(url)
    except (ArgumentError, ValueError) as error:  # no address at all, or one with words for a port
        raise DatabaseUnusable(Reason("errors.database_address", {"url": "…"})) from error
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        return parsed
    raise DatabaseUnusable(Reason("errors.database_address", {"url": without_password(parsed)}))


def shown_address(url: URL) -> str:
    """An address without its password, as people write it."""
    return without_password(url.set(drivername=url.get_backend_name()))


def without_password(url: URL) -> str:
    """The address with nothing secret in it."""
    bare = url._replace(password=None).difference_update_query(_SECRETS)
    return written(bare)


def written(url: URL) -> str:
    """The whole address, its password too, as people write it."""
    hosts, ports = url.query.get("host"), url.query.get("port")
    if not isinstance(hosts, str) or "," not in hosts:
        return _rendered(url)
    servers = ",".join(map(_joined, hosts.split(","), str(ports).split(",")))
    rest = _rendered(url.difference_update_query(["host", "port"]))
    return _BEGINNING.sub(lambda found: found[0] + servers, rest, count=1)


def _rendered(url: URL) -> str:
    """Files of certificates stand in it with their slashes."""
    beginning, mark, options = url.render_as_string(hide_password=False).partition("?")
    return beginning + mark + options.replace("%2F", "/")


def account(user: str, hosts: str, ports: str, database: str) -> str:
    """Whose password it is: ``user@host:port/database``, with commas between several hosts and between their ports."""
    every = hosts.split(",")
    given = ports.split(",") if "," in ports else [ports] * len(every)
    servers = ",".join(f"{host.lower()}:{port or _PORT}" for host, port in zip(every, given, strict=True))
    return f"{user}@{servers}/{database}"


def account_of(url: URL) -> str:
    """Whose password the address would have."""

    def said(name: str, value: object) -> str:
        return str(value or url.query.get(name) or "")

    return account(
        said("user", url.username), said("host", url.host), said("port", url.port), said("dbname", url.database)
    )


def is_same_server(one: URL, other: URL) -> bool:
    """Whether a password of one is meant for the other: the same user of the same servers."""
    return account_of(one).rpartition("/")[0] == account_of(other).rpartition("/")[0]


def _made(url: str | URL) -> URL:
    found = _SEVERAL.fullmatch(url) if isinstance(url, str) else None
    if found is None:
        made = make_url(url)
        hosts = made.query.get("host")
        return made if hosts is None or isinstance(hosts, str) else _with_servers(made, hosts)
    return _with_servers(make_url(found[1] + found[3]), found[2].split(","))


def _with_servers(url: URL, servers: Sequence[str]) -> URL:
    """The address with several servers the way the driver takes them. Raises ValueError when one is none."""
    found = [_SERVER.fullmatch(server) for server in servers]
    if not all(found):
        raise ValueError("no servers")
    pairs = [(one[1].strip("[]"), one[2] or _PORT) for one in found if one]
    hosts, ports = zip(*pairs, strict=True)
    return url.update_query_dict({"host": ",".join(hosts), "port": ",".join(ports)})


def _joined(host: str, port: str) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
