"""Printers at the other end of a wire, and what is said when it fails."""

import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from desk_app.devices.printers import PrinterError
from desk_app.devices.wires import HalfSentError, Socket, send
from tests.devices.samples import TEXTS

JOB = bytes(range(256)) * 200 + b"\n\r\n"  # all that systems like to change on the way
LARGE = JOB * 400  # more than two computers keep for a printer that does not read
PATIENCE = 20  # seconds

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes nor terminals with a path")


@contextmanager
def printer(act: Callable[[socket.socket], bytes], host: str = "127.0.0.1") -> Iterator[tuple[str, Future[bytes]]]:
    """The address of somebody who listens, and what ``act`` makes of the first call."""

    def answer() -> bytes:
        call, _ = server.accept()
        with call:
            call.settimeout(PATIENCE)
            return act(call)

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as server, ThreadPoolExecutor(1) as worker:
        server.settimeout(PATIENCE)
        yield str(Socket(host, server.getsockname()[1])), worker.submit(answer)


def read(call: socket.socket) -> bytes:
    """All that is sent."""
    return b"".join(iter(lambda: call.recv(65536), b""))


def trouble(address: str, data: bytes, timeout: float) -> PrinterError:
    """What is said when it fails."""
    with pytest.raises(PrinterError) as failed:
        send(address, data, timeout=timeout)
    for texts in TEXTS.values():
        assert texts(failed.value.reason.key, **failed.value.reason.args).endswith(".")
    return failed.value


def nothing_printed(address: str, key: str, timeout: float = 5.0) -> PrinterError:
    """It fails for this reason and says that nothing was printed."""
    error = trouble(address, JOB, timeout)
    assert error.reason.key == f"devices.{key}"
    assert not isinstance(error, HalfSentError)
    return error


def half_printed(address: str, key: str, timeout: float = 5.0) -> None:
    """It fails for this reason and says that something may have been printed."""
    error = trouble(address, LARGE, timeout)
    assert error.reason.key == f"devices.{key}"
    assert isinstance(error, HalfSentError)
