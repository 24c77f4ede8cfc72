"""From the process's start until the window is painted, until it is ready for a scan; and its memory."""

import compileall
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Times
from benchmarks.site import Site
from desk_app import app
from desk_app.settings import Settings

RUNS = 9
MEGABYTE = 1_000_000

_BARE_QT = """
import sys, time
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
class First(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time(), flush=True)
        app.exit()
label = First("Comptoir")
label.resize(1366, 768)
label.show()
app.exec()
"""
_BARE_STORE = (
    _BARE_QT
    + """
from sqlalchemy import create_engine, text
with create_engine(sys.argv[1]).connect() as connection:
    connection.execute(text("SELECT 1")).scalar()
print(time.time(), flush=True)
"""
)
_COUNTER = """
import sys, time
from desk_app import app, cli

fill = app.fill
def filled(shell, ask):
    print(time.time(), flush=True)
    global program
    program = fill(shell, ask)
    program.session.opened.connect(ready)
    return program
def ready():
    print(time.time(), flush=True)
    program.session.totals_changed.connect(listed)
def listed(_totals):
    from PySide6.QtCore import QTimer
    program.session.totals_changed.disconnect(listed)
    program.window.open_page("arrivages")
    QTimer.singleShot(500, memory)
def memory():
    lines = open("/proc/self/status").read().splitlines()
    print(next(line for line in lines if line.startswith("VmRSS")).split()[1], flush=True)
    program.window.window().close()
app.fill = filled
cli.main()
"""


def run(site: Site) -> Iterator[Figure]:
    """The figures of the start, each beside Qt alone."""
    compileall.compile_dir(Path(app.__file__).parent, quiet=1)  # as installing does for all that we stand on
    ours, bare_qt, bare_store = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        Settings(Path(folder, "Comptoir")).set("database.url", site.url)
        for _ in range(RUNS):  # in turns: what slows one down slows its floor down too
            ours.append(_started(_COUNTER, home=folder))
            bare_qt.append(_started(_BARE_QT)[0])
            bare_store.append(_started(_BARE_STORE, site.url)[1])
    for work, times, floor in (
        ("process start → first paint", [run[0] for run in ours], bare_qt),
        ("process start → ready for a scan", [run[1] for run in ours], bare_store),
    ):
        shown, least = Times(tuple(sorted(times))), Times(tuple(sorted(floor)))
        yield Figure(work, site.name, shown.median, None, least.median, most=1.5 * least.median)
    if sys.platform == "linux":
        memory = sorted(run[2] for run in ours)[RUNS // 2]
        yield Figure("memory with the list open", site.name, memory, most=180, unit="MB")


def _started(program: str, *words: str, home: str = "") -> list[float]:
    """Milliseconds from the process's start to each time that it prints; a last whole number is kB of memory."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": home}
    began = time.time()
    command = [sys.executable, "-c", program, *words]
    lines = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
    return [(float(line) - began) * 1000 if "." in line else int(line) * 1024 / MEGABYTE for line in lines]
