"""Bring a database to the schema of this program: backed up first, refused when it is newer."""

import sqlite3
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from desk_app.domain.values import Reason
from desk_app.store import columns, sqlite_files
from desk_app.store.engine import Store, Tx, trouble
from desk_app.store.errors import DatabaseUnusable
from desk_app.store.roles import may_prepare

SCRIPTS = "desk_app.store:migrations"
"""Where Alembic finds the revisions."""


def prepare(store: Store) -> None:
    """Create or upgrade the schema. Raises DatabaseOffline, or DatabaseUnusable when the database is not for us."""
    if store.file:
        make_folder(store.file.parent)
    version = store.read(lambda tx: schema_version(tx, store.shown))
    if version == columns.SCHEMA:
        return
    if version is not None:
        _refuse_newer(version, store.shown)
    if not store.is_sqlite and not store.read(may_prepare):
        raise DatabaseUnusable(Reason("errors.database_older", {"database": store.shown}))
    _upgrade(store)


def schema_version(tx: Tx, shown: str) -> str | None:
    """The database's revision, None when it is empty. Raises DatabaseUnusable when it holds something else."""
    tables = set(inspect(tx).get_table_names())
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise DatabaseUnusable(Reason("errors.database_foreign", {"database": shown}))
    return tx.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_newer(version: str, shown: str) -> None:
    if version > columns.SCHEMA:  # revisions are numbered upwards
        raise DatabaseUnusable(Reason("errors.database_newer", {"database": shown}))


def make_folder(folder: Path) -> None:
    """Make the folder of a database's file. Raises DatabaseUnusable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnusable(Reason("errors.folder_unusable", {"folder": str(folder)})) from error


def back_up(source: Path, target: Path) -> None:
    """Copy a live SQLite file, its WAL included. Raises DatabaseUnusable when the copy cannot be written."""
    try:
        with sqlite_files.replacing(target) as part:
            sqlite_files.copy_out(source, part)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnusable(Reason("errors.backup_failed", {"file": str(target)})) from error


def _upgrade(store: Store) -> None:
    # imported here: a start that has nothing to migrate does not pay for it
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    try:
        with store.migrating() as connection:
            version = schema_version(connection, store.shown)  # another counter may just have upgraded it
            if store.file and version not in (None, columns.SCHEMA):
                back_up(store.file, store.file.with_name(f"{store.file.name}.before-{columns.SCHEMA}"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DBAPIError as error:
        raise trouble(error, store.shown) from error
