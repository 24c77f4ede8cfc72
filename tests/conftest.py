"""What every test may ask for. Databases are real; see ``databases.py``."""

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication

from desk_app.cli import parser
from desk_app.store.engine import Store
from desk_app.store.migrate import prepare
from desk_app.ui import theme
from tests.databases import Copies, postgres_database, running_postgres

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # tests open no window on a developer's screen

# The same examples each time, however slow the machine; `--hypothesis-profile=default` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

_COUNTED = ("domain", "store", "counter")  # what the Makefile sets a floor for
_LONGEST = ("test_breaking.py", "test_fortnight.py", "test_tour.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take minutes begin first: begun last, one of them would leave the other processors without work."""
    items.sort(key=lambda item: (item.path.name not in _LONGEST, item.path.parent.name != "end_to_end"))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end: no search for garbage looks through it again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """A room's lines are counted while its own tests run: other tests would take a third longer by it."""
    counter = item.config.pluginmanager.getplugin("_cov")
    if counter is None or item.path.parent.name in _COUNTED:
        return (yield)
    counter.cov_controller.pause()
    try:
        return (yield)
    finally:
        counter.cov_controller.resume()


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The application, dressed once."""

    class Dressed(QApplication):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            theme.apply(self)

    return Dressed


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: QApplication) -> None:
    """A process has one application only: made here, before a command makes a smaller one to draw a label with."""


@pytest.fixture(scope="session", autouse=True)
def _one_parser() -> Iterator[None]:
    """A process makes the parser of its command once, and a test runs many: to make it takes longer than they do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "_parser", cache(parser._parser))
        yield


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


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> Iterator[str]:
    """The name of a PostgreSQL database that has the schema and nothing in it, to be copied."""
    with postgres_database(postgres_url) as url:
        with closing(Store(url)) as store:
            prepare(store)
        yield url.rpartition("/")[2]


@pytest.fixture(scope="session")
def postgres_copies(postgres_url: str, postgres_template: str) -> Iterator[Copies]:
    """PostgreSQL databases that have the schema and nothing in them, to be borrowed."""
    with closing(Copies(postgres_url, postgres_template)) as copies:
        yield copies


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that has the schema and nothing in it, to be copied."""
    file = tmp_path_factory.mktemp("template") / "hub.sqlite3"
    with closing(Store(f"sqlite:///{file}")) as store:
        prepare(store)
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def prepared_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh database with the schema and nothing in it, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), tmp_path)}"
        return
    with request.getfixturevalue("postgres_copies").lent() as url:
        yield url


@pytest.fixture
def store(prepared_url: str) -> Iterator[Store]:
    """A store of its own for each test, on SQLite and on PostgreSQL, with the schema and nothing in it."""
    with closing(Store(prepared_url)) as store:
        yield store
