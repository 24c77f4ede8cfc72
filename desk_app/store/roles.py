"""The role that counters have on a shared server: they write what counters write, and cannot touch what was journalled.

Tables belong to the role that made them. Only PostgreSQL knows roles; a SQLite file has triggers alone.
"""

import re
import secrets

from sqlalchemy import text

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.store import tables as t
from desk_app.store.engine import Tx, one_at_a_time

_NAME = re.compile(r"(?!pg_)[a-z_][a-z0-9_]{0,62}")
_ALL = "SELECT, INSERT, UPDATE, DELETE"
_LESS = {
    "alembic_version": "SELECT",
    t.journal.name: "SELECT, INSERT",
    t.journal_head.name: "SELECT, INSERT, UPDATE",
    t.payment.name: "SELECT, INSERT",
}


def prepare_role(tx: Tx, role: str, password: str = "") -> str:
    """Give ``role`` the rights of a counter, and no others, on the schema that is there; make it when it is new.

    Returns the password it was given, empty when it keeps the one it has. Raises EnvironmentTrouble for a name that
    is none, for a role that may do more than a counter, and where roles may not be made.
    """
    one_at_a_time(tx)
    if not _NAME.fullmatch(role):
        raise EnvironmentTrouble(Reason("errors.role_name", {"role": role}))
    is_new = not tx.execute(_IS_THERE, {"role": role}).scalar()
    if is_new and not tx.execute(_MAY_MAKE_ROLES).scalar():
        raise EnvironmentTrouble(Reason("errors.role_forbidden", {"role": role}))
    given = password or (secrets.token_urlsafe(18) if is_new else "")
    if given:
        _let_in(tx, role, given, "CREATE" if is_new else "ALTER")
    _refuse_owner(tx, role)
    _grant(tx, role)
    return given


def may_prepare(tx: Tx) -> bool:
    """Whether who is connected may make or change the tables."""
    return bool(tx.execute(_MAY_PREPARE).scalar())


def _let_in(tx: Tx, role: str, password: str, verb: str) -> None:
    """The server is told a verifier, not the password: its log may keep statements."""
    driver = tx.connection.driver_connection
    assert driver is not None
    verifier = driver.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    tx.exec_driver_sql(f"{verb} ROLE {role} LOGIN PASSWORD '{verifier}'")


def _refuse_owner(tx: Tx, role: str) -> None:
    if tx.execute(_OWNS, {"role": role}).scalar():
        raise EnvironmentTrouble(Reason("errors.role_owner", {"role": role}))


def _grant(tx: Tx, role: str) -> None:
    database, schema = map(_quoted, tx.execute(text("SELECT current_database(), current_schema()")).one())
    if not tx.execute(_MAY_CONNECT, {"role": role}).scalar():  # everybody may, where nobody has changed it
        tx.exec_driver_sql(f"GRANT CONNECT ON DATABASE {database} TO {role}")
    if tx.execute(_MAY_CREATE, {"role": role}).scalar():  # everybody may, up to PostgreSQL 14
        tx.exec_driver_sql(f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {role}")
    tx.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    for table in ("alembic_version", *t.hub.metadata.tables):
        tx.exec_driver_sql(f"REVOKE ALL ON {table} FROM {role}")
        tx.exec_driver_sql(f"GRANT {_LESS.get(table, _ALL)} ON {table} TO {role}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


_OWNER = "SELECT relowner FROM pg_class WHERE oid = 'journal'::regclass"
_OWNS = text(
    f"SELECT rolsuper OR rolcreaterole OR pg_has_role(oid, ({_OWNER}), 'MEMBER') FROM pg_roles WHERE rolname = :role"
)
_IS_THERE = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
_MAY_MAKE_ROLES = text("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
_MAY_CONNECT = text("SELECT has_database_privilege(:role, current_database(), 'CONNECT')")
_MAY_CREATE = text("SELECT has_schema_privilege(:role, current_schema(), 'CREATE')")
_MAY_PREPARE = text(
    "SELECT has_schema_privilege(current_schema(), 'CREATE') AND NOT EXISTS (SELECT 1 FROM pg_class"
    " WHERE oid = to_regclass('alembic_version') AND NOT pg_has_role(relowner, 'USAGE'))"
)
