"""Labels from the command line: to a PDF, to pictures, or to a printer."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from desk_app.cli import result
from desk_app.cli.result import Result
from desk_app.cli.run import Place
from desk_app.devices.drawing import start_drawing
from desk_app.devices.label import LabelSize, ParcelLabel, draw
from desk_app.devices.pages import write_pdf, write_png
from desk_app.devices.printers import print_pictures
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict


def print_labels(place: Place, parcels: Sequence[Parcel], words: Namespace) -> Result:
    """Draw one label a parcel and send them where the words say. Raises EnvironmentTrouble."""
    try:
        size = LabelSize.parse(words.size or place.settings.get("label.size"))
    except ValueError:
        message = place.texts("cli.label_size", size=words.size)
        return Result(result.USAGE, {"verdict": "usage", "message": message}, [message])
    start_drawing()
    dpi = words.dpi or place.settings.get("label.dpi")
    pictures = [draw(ParcelLabel.of(parcel, place.texts), size, dpi) for parcel in parcels]
    files: list[Path] = []
    if words.pdf:
        files = [Path(words.pdf)]
        write_pdf(files[0], pictures)
    elif words.png:
        files = _names(Path(words.png), parcels)
        for file, picture in zip(files, pictures, strict=True):
            write_png(file, picture)
    else:
        print_pictures(words.printer, pictures, size)
    answer = Answer(Verdict.PRINTED, {"n": len(parcels)}, tuple(parcels))
    return result.of_answer(place.texts, answer, files=[str(file) for file in files])


def _names(file: Path, parcels: Sequence[Parcel]) -> list[Path]:
    """One picture a parcel: the name as given for one, with each parcel's id for several."""
    if len(parcels) == 1:
        return [file]
    return [file.with_name(f"{file.stem}-{parcel.id}{file.suffix}") for parcel in parcels]
