"""Prints a slip on sheets and rolls of a system printer, and says what became of each.

Started by a test, with the environment of its print system: the CUPS library asks for that only once in a process.
"""

import sys
from pathlib import Path

from desk_app.devices.drawing import start_drawing
from desk_app.devices.formats import FORMATS
from desk_app.devices.outputs import Output, send_slips
from desk_app.devices.printers import PrinterError
from tests.devices.test_slips import handover


def main(queue: str, form: str) -> str:
    """The number of slips printed, or the reason's key and what is known."""
    try:
        return str(send_slips(Output(Path("unused.pdf"), queue), [handover()], FORMATS[form]))
    except PrinterError as error:
        return f"{error.reason.key} {error.reason.args['known']}"


if __name__ == "__main__":
    start_drawing()
    print(main(*sys.argv[1:]))
