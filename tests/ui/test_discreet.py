"""The log names nobody, whatever goes wrong with their data."""

import logging
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.store import tables
from desk_app.store.engine import Store
from desk_app.ui.discreet import Discreet, told
from tests.counter.hub import Hub
from tests.counter.traces import EMAIL, NAME, PHONE, seen_in


def logged(error: BaseException) -> str:
    """What the log says of an error, as a bug and as a job that failed."""
    writer = Discreet("%(message)s")
    info = (type(error), error, error.__traceback__)
    bug = logging.LogRecord("x", logging.CRITICAL, "f", 1, "a bug", (), info)
    job = logging.LogRecord("x", logging.INFO, "f", 1, "a job failed: %r", (error,), None)
    return f"{writer.format(bug)}\n{writer.format(job)}"


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"invalid literal for int(): '{PHONE}'"),
        KeyError(NAME),
        OSError(2, "No such file", f"/exports/{NAME}.csv"),
        EnvironmentTrouble(Reason("errors.x", {"said": f"550 {EMAIL}"})),
        RuntimeError(EMAIL.upper()),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_errors_words_are_not_logged(error: Exception) -> None:
    try:
        try:
            raise error
        except Exception as first:
            raise LookupError(NAME) from first
    except LookupError as second:
        said = logged(second)
    assert seen_in(said.encode()) == set()
    assert type(error).__name__ in said
    assert "in test_an_errors_words_are_not_logged" in said  # where it happened


def test_the_programs_own_words_stay() -> None:
    assert told(AttributeError("'NoneType' object has no attribute 'x'")).endswith("has no attribute 'x'")


def test_a_databases_error_names_nobody(store: Store) -> None:
    """Neither by its parameters nor by what the server says of the row."""
    hub = Hub(store)
    hub.announce("1", NAME, email=EMAIL.lower(), phone=PHONE)
    again = {"hub_id": hub.desk.hub_id, "value": EMAIL.lower(), "person_id": "nobody"}
    errors = []
    for statement, values in (
        (tables.contact.insert(), again),
        (text(f"SELECT :name, nothing FROM {tables.person.name}"), {"name": NAME}),
    ):
        with pytest.raises(DBAPIError) as caught:
            store.write(partial(Connection.execute, statement=statement, parameters=values))
        errors.append(caught.value)
        assert NAME not in str(caught.value)
        assert EMAIL.lower() not in str(caught.value) or not store.is_sqlite
    assert seen_in("".join(map(logged, errors)).encode()) == set()


def test_the_window_logs_through_it(tmp_path: Path) -> None:
    from desk_app.ui.program import start_log  # noqa: PLC0415 - as the window does

    start_log(tmp_path / "log" / "comptoir.log")
    log = logging.getLogger("tests")
    try:
        raise ValueError(NAME)
    except ValueError as error:
        log.critical("a bug", exc_info=error)
    root = logging.getLogger()
    for handler in [h for h in root.handlers if getattr(h, "baseFilename", "").endswith("comptoir.log")]:
        handler.close()
        root.removeHandler(handler)
    said = (tmp_path / "log" / "comptoir.log").read_bytes()
    assert b"ValueError" in said
    assert seen_in(said) == set()
