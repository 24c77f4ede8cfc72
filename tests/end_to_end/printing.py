"""One counter that prints: ``python -m tests.end_to_end.printing URL PRINTER FOLDER [POINT]``.

Sends all that is due to the raw printer at the address ``PRINTER``, or without one to PDFs in ``FOLDER``; with
``POINT`` it is killed at that statement of the database or just after that label.
"""

import os
import signal
import sys
from pathlib import Path
from threading import Event

from desk_app.counter.desk import open_desk
from desk_app.devices import wires
from desk_app.devices.drawing import start_drawing
from desk_app.i18n import Texts
from desk_app.store.engine import Store
from desk_app.ui.background import Ticket, Work
from desk_app.ui.print_lane import Place, Sender
from tests.end_to_end.killed import Fuse, at_statements


def kill_after_label(number: int) -> None:
    """Kill this process as soon as that label is with the printer, before anything is written."""
    send, fuse = wires.send, Fuse(number)

    def send_and_die(address: str, data: bytes) -> None:
        send(address, data)
        fuse()

    wires.send = send_and_die  # type: ignore[assignment]


def print_all(url: str, address: str, folder: Path, point: str) -> None:
    """Send what is due, or be killed."""
    start_drawing()
    store = Store(url)
    desk = open_desk(store, "Poste 1", "Camille")
    settings = {
        "label.wire": address,
        "label.printer": "",
        "label.language": "zpl",
        "label.size": "62x29",
        "label.dpi": 203,
    }
    sender, work = Sender(Event()), Work(Ticket(), lambda _done, _total: None)
    what, _, number = point.partition(" ")
    if what == "statement":
        at_statements(store._writer, Fuse(int(number)))
    elif what == "label":
        kill_after_label(int(number))
    place = Place(settings, folder / "labels.pdf", Texts("fr"))
    while sender.step(desk, lambda: place, work).job is not None:
        pass
    store.close()


if __name__ == "__main__":
    signal.alarm(60)
    print_all(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "")
    print("done", flush=True)
    os._exit(0)
