"""A counter killed while it prints loses no label, and prints none twice unless the clerk says so; a full disk."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.counter import prints
from desk_app.domain.prints import PERHAPS_OUT, PrintKind, PrintState
from desk_app.store.engine import Store
from tests.counter.hub import Hub
from tests.devices.printer import RawPrinter
from tests.end_to_end.small_disk import small_disk
from tests.tree import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL here")
LABELS = 3
KILLED = -9


@pytest.fixture
def printer() -> Iterator[RawPrinter]:
    """A raw printer, switched on."""
    made = RawPrinter()
    made.switch_on()
    yield made
    made.switch_off()


def counter(hub: Hub, address: str, folder: Path, point: str = "") -> int:
    """The exit status of a counter that prints what is due, killed at that point."""
    url = hub.store.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.end_to_end.printing", url, address, str(folder), point]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert (run.returncode, run.stdout) in {(0, "done\n"), (KILLED, "")}
    return run.returncode


POINTS = [*(f"statement {n}" for n in range(0, 32, 4)), *(f"label {n}" for n in (0, LABELS))]


@pytest.mark.parametrize("point", POINTS)
def test_a_counter_killed_while_it_prints(store: Store, printer: RawPrinter, tmp_path: Path, point: str) -> None:
    hub = Hub(store)
    mine = [parcel.id for parcel in hub.ready(pieces=LABELS)]
    prints.queue(hub.desk, PrintKind.PARCEL_LABEL, mine)
    prints.queue(hub.desk, PrintKind.PARCEL_LABEL, mine[:1])
    status = counter(hub, printer.address, tmp_path, point)
    assert status == KILLED or point.startswith("statement")
    assert max(Counter(printer.jobs).values(), default=0) <= 1

    assert counter(hub, printer.address, tmp_path) == 0  # the counter is opened again
    left = prints.unfinished(hub.desk)
    assert {job.reason.key if job.reason else "" for job in left} <= {PERHAPS_OUT}
    assert len(left) <= 1
    assert max(Counter(printer.jobs).values()) == 1  # not one has come twice
    out = len(printer.jobs)
    unsure = sum(len(job.left) for job in left)
    assert LABELS + 1 <= out + unsure <= LABELS + 2  # every other one is out, or the clerk is asked
    assert not left or left[0].state is PrintState.FAILED

    for job in left:  # the clerk has looked, and has the rest printed
        prints.retry(hub.desk, job.id)
    counter(hub, printer.address, tmp_path)
    assert prints.unfinished(hub.desk) == ()
    assert len(set(printer.jobs)) == LABELS + 1
    assert len(printer.jobs) <= LABELS + 2  # at most the one that nobody could know of


def test_a_full_disk_leaves_no_half_pdf_and_loses_no_label(store: Store, tmp_path: Path) -> None:
    hub = Hub(store)
    mine = [parcel.id for parcel in hub.ready(pieces=LABELS)]
    job = prints.queue(hub.desk, PrintKind.PARCEL_LABEL, mine)
    folder = tmp_path / "profile"
    folder.mkdir()
    with small_disk(folder) as disk:
        disk.fill()
        counter(hub, "", folder)
        (left,) = prints.unfinished(hub.desk)
        assert left.reason is not None
        assert (left.reason.key, left.state, left.printed) == ("devices.file_disk_full", PrintState.FAILED, 0)
        assert [file.name for file in folder.iterdir()] == ["ballast"]
        disk.make_room()
        prints.retry(hub.desk, job.id)
        counter(hub, "", folder)
        assert prints.unfinished(hub.desk) == ()
        assert [file.name for file in folder.iterdir()] == ["labels.pdf"]
