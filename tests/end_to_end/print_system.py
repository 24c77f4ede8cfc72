"""A print system of the test's own: message bus, name service, CUPS and a label printer, all in one folder.

Nothing of the computer's own print system is touched. It needs root: CUPS runs its filters as another user.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.optional import need, need_root

PRINTER = Path(__file__).with_name("label_printer.txt")
PATIENCE = 30  # seconds

BUS = """<busconfig>
  <type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
  </policy>
</busconfig>
"""
NAMES = """[server]
use-ipv6=no
allow-interfaces=lo
[publish]
disable-publishing=yes
"""
CUPS_FILES = "\n".join(
    f"{name} {{folder}}/{name.lower()}"
    for name in ("ServerRoot", "StateDir", "CacheDir", "RequestRoot", "TempDir", "ErrorLog", "AccessLog", "PageLog")
)
CUPS = """Listen {folder}/cups
Browsing No
WebInterface No
<Location />
Order deny,allow
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""


@dataclass(frozen=True)
class PrintSystem:
    """A running print system with one queue."""

    folder: Path
    environment: dict[str, str]
    queue: str = "labels"

    def run(self, *command: str) -> str:
        """Runs a program in it and gives its output. Raises CalledProcessError with what it said."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        return done.stdout

    def printed(self) -> list[Path]:
        """What has reached the printer, once no job is waiting."""
        wait(lambda: not self.run("lpstat", "-o"), "the printer takes its jobs")
        return sorted((self.folder / "printed").glob("*.pdf"))


def wait(condition: Callable[[], bool], what: str) -> None:
    """Asks until ``condition`` holds; each asking is a program's run or a connection, so it does not spin."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited {PATIENCE} s for: {what}"


@contextmanager
def print_system() -> Iterator[PrintSystem]:
    """Brings it up, with a driverless queue ``labels`` (62 × 29, 100 × 50, 100 × 150 mm, 203 dpi), and down again."""
    need("dbus-daemon", "avahi-daemon", "cupsd", "ippeveprinter", "lpadmin", "lpstat", "pdftoppm")
    need_root()
    with _turn(), _folder() as folder, ExitStack() as programs:
        yield _bring_up(folder, programs)


@contextmanager
def queues() -> Iterator[PrintSystem]:
    """CUPS alone: no name service, no printer, no queue yet."""
    need("cupsd", "lp", "lpadmin", "lpstat")
    need_root()
    with _folder() as folder, ExitStack() as programs:
        system = PrintSystem(folder, _configure(folder))
        _start_cups(system, programs)
        yield system


@contextmanager
def _turn() -> Iterator[None]:
    """One at a time, for tests that run side by side: of the name service a computer has only one."""
    import fcntl  # noqa: PLC0415 - Windows has none, and has left by now

    with (Path(tempfile.gettempdir()) / "comptoir-print-system.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="print-"))  # short and open: sockets have short names, filters other users
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _bring_up(folder: Path, programs: ExitStack) -> PrintSystem:
    environment = _configure(folder)

    def start(*command: str) -> None:
        programs.enter_context(_running(folder, environment, *command))

    start("dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile")
    wait((folder / "bus").exists, "the message bus")
    if subprocess.run(["avahi-daemon", "--check"], check=False).returncode:
        start("avahi-daemon", "-f", f"{folder}/names.conf", "--no-drop-root", "--no-chroot", "--no-rlimits")
        wait(
            lambda: "startup complete" in (folder / "avahi-daemon.log").read_text(encoding="utf-8"), "the name service"
        )
    else:
        del environment["DBUS_SYSTEM_BUS_ADDRESS"]  # only one can run: the printer uses the computer's own
    port = _free_port()
    start(
        "ippeveprinter", "-r", "off", "-n", "localhost", "-p", str(port), "-a", str(PRINTER), "-k",
        "-d", f"{folder}/printed", "-c", shutil.which("true") or "true", "Label printer",
    )  # fmt: skip
    system = PrintSystem(folder, environment)
    wait(lambda: _answers(port), "the printer")
    _start_cups(system, programs)
    uri = f"ipp://localhost:{port}/ipp/print"
    system.run("lpadmin", "-p", system.queue, "-E", "-v", uri, "-m", "everywhere")
    return system


def _start_cups(system: PrintSystem, programs: ExitStack) -> None:
    files = ("-c", f"{system.folder}/cups.conf", "-s", f"{system.folder}/cups-files.conf")
    programs.enter_context(_running(system.folder, system.environment, "cupsd", "-f", *files))
    wait(lambda: "not running" not in system.run("lpstat", "-r"), "CUPS")


def _configure(folder: Path) -> dict[str, str]:
    folder.chmod(0o755)
    (folder / "printed").mkdir()
    for name in ("serverroot", "statedir", "cachedir", "requestroot", "tempdir"):
        (folder / name).mkdir()
        shutil.chown(folder / name, group="lp")
        (folder / name).chmod(0o770)
    for name, text in {"bus.conf": BUS, "names.conf": NAMES, "cups.conf": CUPS, "cups-files.conf": CUPS_FILES}.items():
        (folder / name).write_text(text.format(folder=folder) + "\n", encoding="utf-8")
    return os.environ | {
        "CUPS_SERVER": f"{folder}/cups",
        "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus",
        "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin",
        "LC_ALL": "C.UTF-8",
    }


@contextmanager
def _running(folder: Path, environment: dict[str, str], *command: str) -> Iterator[None]:
    program = shutil.which(command[0], path=environment["PATH"])
    assert program is not None
    with (folder / f"{command[0]}.log").open("wb") as log:
        process = subprocess.Popen([program, *command[1:]], env=environment, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.create_server(("localhost", 0)) as server:
        return int(server.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("localhost", port), timeout=PATIENCE).close()
    except ConnectionRefusedError:
        return False
    return True
