"""What every test may ask for. Databases are real; see ``databases.py``."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import postgres_database, running_postgres

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # tests open no window on a developer's screen


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A running PostgreSQL server (one for each pytest process); the URL of its maintenance database."""
    with running_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, empty database; each test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'hub.sqlite3'}"
        return
    with postgres_database(request.getfixturevalue("postgres_url")) as url:
        yield url
