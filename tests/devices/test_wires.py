"""Bytes on their way to printers that take them, take them slowly, or do not take them."""

import os
import shutil
import socket
import struct
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.devices.wires import Device, Queue, Socket, parse, send
from desk_app.i18n import load
from tests.devices.far_ends import JOB, LARGE, PATIENCE, half_printed, nothing_printed, posix, printer, read
from tests.devices.samples import TEXTS


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("socket://192.168.1.50:9101", Socket("192.168.1.50", 9101)),
        ("socket://zebra-2.hub.local", Socket("zebra-2.hub.local", 9100)),
        (" 192.168.1.50:9100 ", Socket("192.168.1.50", 9100)),
        ("socket://[fe80::1]:9100", Socket("fe80::1", 9100)),
        ("[::1]:9100", Socket("::1", 9100)),
        ("device:///dev/usb/lp0", Device("/dev/usb/lp0")),
        ("device://COM3", Device("COM3")),
        ("queue:Zebra_ZD421", Queue("Zebra_ZD421")),
        ("queue:Étiquettes du comptoir", Queue("Étiquettes du comptoir")),
    ],
)
def test_an_address_is_understood(text: str, wire: object) -> None:
    assert parse(text) == wire


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "zebra", "192.168.1.50", "socket://", "socket://:9100", "zebra:", "zebra:0", "zebra:65536", "zebra:x",
        "zebra:-1", "a b:9100", "a..b:9100", "-a:9100", f"{64 * 'a'}:9100", "zebra:9100/x", "[zebra]:9100", "[::1:9100",
        "::1:9100", "device:", "device://", "device:/dev/lp0", "/dev/usb/lp0", "queue:", "queue:-d", "queue:a/b",
        "queue:a#b", "queue:a\nb", "device:///dev/\0", "http://zebra:9100", "socket://zebra:9100/", "zebra\u0663:9100",
        f"{'a.' * 127}a:9100",
    ],
)  # fmt: skip
def test_rubbish_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"192\.168\.1\.50:9100"):
        parse(text)


@given(kind=st.sampled_from(["socket://", "device://", "queue:", ""]), name=st.text() | st.text("a1.:[]/ -"))
def test_any_text_is_an_address_that_can_be_written_again_or_none(kind: str, name: str) -> None:
    try:
        wire = parse(kind + name)
    except ValueError:
        return
    assert parse(str(wire)) == wire


def knows_ipv6() -> bool:
    """Whether one can call oneself in it."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_socket_gets_every_byte(host: str) -> None:
    if host == "::1" and not knows_ipv6():
        pytest.skip("this computer has no address in IPv6")
    with printer(read, host) as (address, got):
        send(address, LARGE)
        assert got.result(PATIENCE) == LARGE


def test_a_slow_printer_may_take_longer_than_the_timeout() -> None:
    pause = threading.Event()

    def print_slowly(call: socket.socket) -> bytes:
        got = b""
        while piece := call.recv(len(LARGE) // 10, socket.MSG_WAITALL):
            got += piece
            pause.wait(0.2)  # it does not read while it prints
        return got

    with printer(print_slowly) as (address, got):
        send(address, LARGE, timeout=1.5)
        assert got.result(PATIENCE) == LARGE


def test_a_printer_that_talks_back_and_reads_later_gets_everything() -> None:
    sent = threading.Event()

    def talk(call: socket.socket) -> bytes:
        call.sendall(b"ready\r\n" * 100)
        sent.wait(PATIENCE)
        return read(call)

    with printer(talk) as (address, got):
        send(address, JOB)
        sent.set()
        assert got.result(PATIENCE) == JOB


def test_a_printer_that_stops_reading_is_told() -> None:
    told = threading.Event()

    def hang(_call: socket.socket) -> bytes:
        told.wait(PATIENCE)
        return b""

    with printer(hang) as (address, _):
        half_printed(address, "wire_stuck", timeout=0.3)
        told.set()


def test_a_printer_that_breaks_off_is_told() -> None:
    def reset(call: socket.socket) -> bytes:
        call.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return call.recv(1000)

    with printer(reset) as (address, _):
        half_printed(address, "wire_cut")


def test_a_printer_that_breaks_off_after_the_last_byte_is_told() -> None:
    def reset(call: socket.socket) -> bytes:
        got = read(call)
        call.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return got

    with printer(reset) as (address, _):
        half_printed(address, "wire_cut")


def test_nobody_at_the_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
    assert address in TEXTS["fr"]("devices.wire_refused", **nothing_printed(address, "wire_refused").reason.args)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems turn away whom they do not let wait")
def test_no_answer_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        host, port = server.getsockname()
        with socket.create_connection((host, port), PATIENCE):  # who calls now waits in vain: as if it were off
            nothing_printed(f"{host}:{port}", "wire_no_answer", timeout=0.3)


def test_an_unknown_host_is_told() -> None:
    nothing_printed("no-such-printer.invalid:9100", "wire_no_host")


@posix
def test_a_file_gets_one_job_behind_the_other(tmp_path: Path) -> None:
    file = tmp_path / "jobs"
    file.touch()
    send(f"device://{file}", JOB)
    send(f"device://{file}", JOB)
    assert file.read_bytes() == JOB + JOB


@posix
def test_a_printer_that_is_not_there_does_not_become_a_file(tmp_path: Path) -> None:
    nothing_printed(f"device://{tmp_path / 'lp0'}", "wire_no_device")
    nothing_printed(f"device://{tmp_path}", "wire_no_device")
    assert list(tmp_path.iterdir()) == []


@contextmanager
def pipe(folder: Path, *, read_by: Callable[[int], bytes]) -> Iterator[tuple[str, Future[bytes]]]:
    """The address of a pipe, and what its reader makes of it."""
    path = folder / "pipe"
    os.mkfifo(path)
    end = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # there before the writer is
    os.set_blocking(end, True)
    with ThreadPoolExecutor(1) as worker:
        yield f"device://{path}", worker.submit(read_by, end)


def wait_for_bytes(end: int) -> None:
    """Until the writer is there: before, a pipe reads as if it had gone."""
    import select  # noqa: PLC0415 - its poll is not on Windows

    poll = select.poll()
    poll.register(end, select.POLLIN)
    assert poll.poll(PATIENCE * 1000)


@posix
def test_a_pipe_gets_every_byte(tmp_path: Path) -> None:
    def read_all(end: int) -> bytes:
        wait_for_bytes(end)
        with open(end, "rb") as file:
            return file.read()

    with pipe(tmp_path, read_by=read_all) as (address, got):
        send(address, LARGE)
        assert got.result(PATIENCE) == LARGE


@posix
def test_a_pipe_that_nobody_reads_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    nothing_printed(f"device://{tmp_path / 'pipe'}", "wire_no_device")


@posix
def test_a_device_that_disappears_is_told(tmp_path: Path) -> None:
    def leave(end: int) -> bytes:
        wait_for_bytes(end)
        got = os.read(end, 1000)
        os.close(end)
        return got

    with pipe(tmp_path, read_by=leave) as (address, _):
        half_printed(address, "wire_cut")


@contextmanager
def terminal() -> Iterator[tuple[int, str]]:
    """A serial port: the printer's end, and its address."""
    printers_end, ours = os.openpty()
    try:
        yield printers_end, f"device://{os.ttyname(ours)}"
    finally:
        os.close(ours)
        os.close(printers_end)


@posix
def test_a_serial_port_changes_no_byte() -> None:
    def take(end: int) -> bytes:
        got = b""
        while len(got) < len(JOB):
            got += os.read(end, 65536)
        return got

    with terminal() as (end, address), ThreadPoolExecutor(1) as worker:
        got = worker.submit(take, end)
        send(address, JOB)
        assert got.result(PATIENCE) == JOB


@posix
def test_a_serial_port_that_takes_no_more_is_told() -> None:
    with terminal() as (_, address):
        half_printed(address, "wire_stuck", timeout=0.3)


@contextmanager
def somebody_else() -> Iterator[None]:
    """Without the rights of root, who may write anywhere."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@posix
def test_a_forbidden_device_is_told_with_the_group_that_may() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        device = Path(folder) / "lp0"
        device.touch(0o040)
        if not os.geteuid():
            shutil.chown(device, group="lp")
        with somebody_else():
            error = nothing_printed(f"device://{device}", "wire_not_allowed")
        assert error.reason.args["group"] == device.group()


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("key", [key for key in load("fr") if key.startswith("devices.wire_")])
def test_every_trouble_names_the_address_and_what_became_of_the_job(language: str, key: str) -> None:
    sentence = TEXTS[language](key, address="/dev/usb/lp0", error="Input/output error", group="lp")
    assert "/dev/usb/lp0" in sentence
    assert ("rien n’a été imprimé" in sentence or "nothing was printed" in sentence) is (
        key not in {"devices.wire_cut", "devices.wire_stuck"}
    )
