"""Labels to send to printers, and how to tell that they arrived."""

from itertools import cycle, product

from PIL import Image, ImageChops
from PySide6.QtGui import QImage

from desk_app.devices.label import LabelSize, ParcelLabel, draw
from desk_app.devices.languages import Language, paper
from tests.devices.samples import NAMES, PARCEL_ID, SIZES, TEXTS, parcel, read, seen

RESOLUTIONS = (203, 300)
CASES = [(size, dpi, name) for (size, dpi), name in zip(product(SIZES, RESOLUTIONS), cycle(NAMES), strict=False)]
"""Each size at each resolution, with names that are long or accented."""

IDS = [f"{size}-{dpi}" for size, dpi, _ in CASES]


def drawn(language: Language, size: LabelSize, dpi: int, name: str) -> QImage:
    """The label of a parcel for a printer of ``language``."""
    label = ParcelLabel.of(parcel(customer=name, shop=f"Fromagerie {name}", order="FR-2026-11-0004127"), TEXTS["fr"])
    sheet = paper(language, dpi)
    return draw(label, size, sheet.dpi, sheet.margins)


def assert_printed(printed: Image.Image, picture: QImage, corner: tuple[int, int] = (0, 0)) -> None:
    """The picture is there dot for dot, its corner at ``corner``, white around it, and its symbols can be read."""
    wanted = Image.new("L", printed.size, 255)
    wanted.paste(seen(picture), corner)
    assert ImageChops.difference(printed, wanted).getbbox() is None
    assert read(printed) == {"QR Code": PARCEL_ID, "Code 128": PARCEL_ID}
