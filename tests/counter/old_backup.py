"""What a server's database held, kept beside it and put back later: as a dump that is restored into its place.

Rows go and come, no trigger runs, and nobody is told.
"""

from sqlalchemy import text

from desk_app.store.engine import Store

_ROOM = """DO $$ DECLARE name text; BEGIN
CREATE SCHEMA backup;
FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE backup.%I AS TABLE public.%I', name, name);
END LOOP; END $$"""
_COPY = """DO $$ DECLARE name text; BEGIN
SET LOCAL session_replication_role = replica;
FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'backup' LOOP
    EXECUTE format('DELETE FROM {target}.%I', name);
    EXECUTE format('INSERT INTO {target}.%I TABLE {source}.%I', name, name);
END LOOP; END $$"""


class OldBackup:
    """A backup of a PostgreSQL database, taken when it is made."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._run(_ROOM)

    def take(self) -> None:
        """Another one instead."""
        self._run(_COPY.format(source="public", target="backup"))

    def restore(self) -> None:
        """Put it in the place of what is there now; it stays a backup."""
        self._run(_COPY.format(source="backup", target="public"))

    def drop(self) -> None:
        """It is not needed any more."""
        self._run("DROP SCHEMA backup CASCADE")

    def _run(self, statement: str) -> None:
        self._store.write(lambda tx: tx.execute(text(statement)))
