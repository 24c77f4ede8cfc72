"""Writes more labels than a small disk holds and says what became of it: the reason, and how many files are left."""

import sys
from pathlib import Path

from desk_app.devices.drawing import start_drawing
from desk_app.devices.files import FileError
from desk_app.devices.label import LARGE, ParcelLabel, draw
from desk_app.devices.pages import write_pdf
from tests.devices.samples import TEXTS, parcel

if __name__ == "__main__":
    start_drawing()
    path = Path(sys.argv[1])
    try:
        write_pdf(path, [draw(ParcelLabel.of(parcel(), TEXTS["fr"]), LARGE)] * 20)
    except FileError as error:
        print(error.reason.key, f"left:{len(list(path.parent.iterdir()))}")
