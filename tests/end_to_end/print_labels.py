"""Prints two labels from a worker thread, as the window does, and says how many or which reason stood in the way.

Started by a test, with the environment of its print system: the CUPS library asks for that only once in a process.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

from desk_app.devices.drawing import start_drawing
from desk_app.devices.label import SMALL, LabelSize, ParcelLabel
from desk_app.devices.printers import Paper, PrinterError, paper, print_labels
from tests.devices.samples import NAMES, TEXTS, parcel

LABELS = (
    ParcelLabel.of(parcel(), TEXTS["fr"]),
    ParcelLabel.of(parcel(id="XVTSRPNLKJHF", customer=NAMES[2]), TEXTS["en"]),
)


def told_paper(queue: str) -> Paper:
    """What a printer says of its small labels."""
    start_drawing()
    return paper(queue, SMALL)


def main(queue: str, size: str) -> str:
    """The number of labels printed, or the reason's key and what is known."""
    try:
        with ThreadPoolExecutor(1) as worker:
            return str(worker.submit(print_labels, queue, LABELS, LabelSize.parse(size)).result())
    except PrinterError as error:
        return f"{error.reason.key} {error.reason.args['known']}".strip()


if __name__ == "__main__":
    start_drawing()
    print(main(*sys.argv[1:]))
