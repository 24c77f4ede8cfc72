"""Rows by many keys: one value of a statement however many they are, so that it is the same statement each time."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, Boolean, ColumnElement, Dialect, String, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeEngine


class _Keys(TypeDecorator[Collection[str]]):
    """An array for PostgreSQL, JSON for SQLite."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else ARRAY(String()))

    def process_bind_param(self, value: Collection[str] | None, dialect: Dialect) -> Any:
        keys = sorted(value or ())
        return json.dumps(keys) if dialect.name == "sqlite" else keys


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> "_Among":  # noqa: ARG002 - of any function
        """As it stands: asked whether it is 1, an index is of no use to SQLite."""
        return self


def among(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """``column`` is one of the keys that the statement is given as ``name``."""
    return _Among(column, bindparam(name, type_=_Keys()))


@compiles(_Among)
def _array(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, keys = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} = ANY ({keys})"


@compiles(_Among, "sqlite")
def _json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, keys = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({keys}))"
