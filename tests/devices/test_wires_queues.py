"""Raw queues of a real print system."""

import socket
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from desk_app.devices.printers import PrinterError
from desk_app.devices.wires import probe, send
from tests.devices.far_ends import JOB, PATIENCE, nothing_printed, posix, printer, read
from tests.end_to_end.print_system import PrintSystem, queues
from tests.optional import need


@pytest.fixture(scope="module")
def system() -> Iterator[PrintSystem]:
    with queues() as running:
        yield running


@pytest.fixture
def queue(system: PrintSystem, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Future[bytes]]]:
    """The address of a raw queue, and what its printer gets."""
    monkeypatch.setenv("CUPS_SERVER", system.environment["CUPS_SERVER"])
    with printer(read) as (address, got):
        system.run("lpadmin", "-p", system.queue, "-E", "-v", address)
        yield f"queue:{system.queue}", got
        system.run("lpadmin", "-x", system.queue)


def test_a_queue_passes_every_byte_on(queue: tuple[str, Future[bytes]]) -> None:
    address, got = queue
    send(address, JOB)
    assert got.result(PATIENCE) == JOB


@pytest.mark.parametrize(
    ("close", "reopen", "told"),
    [("cupsreject", "cupsaccept", "printer_refuses"), ("cupsdisable", "cupsenable", "printer_stopped")],
)
def test_a_closed_queue_is_told_and_nothing_waits_in_it(
    system: PrintSystem, queue: tuple[str, Future[bytes]], close: str, reopen: str, told: str
) -> None:
    system.run(close, system.queue)
    nothing_printed(queue[0], told)
    with pytest.raises(PrinterError) as looked:
        probe(queue[0])
    assert looked.value.reason.key == f"devices.{told}"
    assert system.run("lpstat", "-o") == ""
    system.run(reopen, system.queue)
    probe(queue[0])
    send(queue[0], JOB)
    assert queue[1].result(PATIENCE) == JOB


def test_an_unknown_queue_is_told_with_those_there(system: PrintSystem, queue: tuple[str, Future[bytes]]) -> None:
    error = nothing_printed("queue:Zebra", "printer_unknown")
    assert error.reason.args == {"printer": "Zebra", "known": system.queue}
    send(queue[0], JOB)
    assert queue[1].result(PATIENCE) == JOB


@posix
def test_without_a_print_system_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    nothing_printed("queue:Zebra", "printer_none")
    monkeypatch.setenv("PATH", str(tmp_path))
    nothing_printed("queue:Zebra", "printer_none")


@posix
def test_a_print_system_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    need("lpstat")
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{server.getsockname()[1]}")
        nothing_printed("queue:Zebra", "wire_no_answer", timeout=0.3)
