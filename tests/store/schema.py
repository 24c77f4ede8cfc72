"""What a database itself says of its tables, to compare two of them."""

import re
from typing import Any

from sqlalchemy import text

from desk_app.store.engine import Store

SQLITE = {
    "indexes": "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "columns": """
        SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'""",
    "references": """
        SELECT m.name, f."from", f."table", f."to" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
        WHERE m.type = 'table'""",
    "unique": """
        SELECT m.name, i.origin, group_concat(c.name)
        FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
        WHERE m.type = 'table' AND i."unique" GROUP BY i.name""",
}
POSTGRESQL = {
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "columns": """
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, collation_name
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
}


def schema_of(store: Store) -> dict[str, list[Any]]:
    """All a database says of its tables, columns, keys and indexes, sorted; Alembic's own table left out."""
    questions = SQLITE if store.is_sqlite else POSTGRESQL
    return {name: _ask(store, question) for name, question in questions.items()}


def _ask(store: Store, question: str) -> list[Any]:
    rows = store.read(lambda tx: [tuple(row) for row in tx.execute(text(question))])
    tidy = (tuple(re.sub(r"\s+", " ", cell) if isinstance(cell, str) else cell for cell in row) for row in rows)
    return sorted((row for row in tidy if row[0] != "alembic_version"), key=repr)
