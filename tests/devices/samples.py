"""Parcels to print, and eyes to read what was printed with."""

from datetime import UTC, datetime
from typing import Any

import zxingcpp
from PIL import Image, ImageDraw
from PySide6.QtGui import QImage

from desk_app.devices.label import LABEL_SIZES, Drawable, LabelSize, draw
from desk_app.devices.layout import NO_MARGINS, Canvas, Layout, Margins
from desk_app.domain.states import State
from desk_app.domain.values import Parcel, Pickup, Shelf
from desk_app.domain.zones import Zone
from desk_app.i18n import LANGUAGES, Texts

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TEXTS = {language: Texts(language, now=lambda: NOW) for language in LANGUAGES}
SIZES = LABEL_SIZES
RESOLUTIONS = (203, 300, 600)
NAMES = ("Éloïse Lefèvre", "Ğüneş Ølström", "Anne-Charlotte de Montmorency-Laval-Châtillon")

PARCEL_ID, PICKUP_CODE, SHELF_TAG = "BKDFTRHLNPCJ", "BKDFTRHLN", "KDFTRHL"


def parcel(**changes: Any) -> Parcel:
    """A frozen parcel of age-checked goods on its shelf, or what ``changes`` make of it."""
    values: dict[str, Any] = {
        "id": PARCEL_ID, "order_id": "o1", "shop_id": "s1", "pickup_id": "p1", "shop": "Fromagerie du Marché",
        "trade": "", "colour": "#e0a530", "order": "2301", "piece": 1, "pieces": 2, "customer": NAMES[0],
        "email": None, "phone": None, "items": "", "note": "", "zone": Zone.FROZEN, "age_check": True,
        "unannounced": False, "state": State.READY, "shelf_id": "e1", "shelf": "F-02", "pickup_code": PICKUP_CODE,
        "amount_due_cents": 0, "slot": "", "keep_until": None, "announced_at": NOW, "received_at": NOW,
        "ready_at": NOW, "collected_at": None,
    }  # fmt: skip
    return Parcel(**values | changes)


def shelf(**changes: Any) -> Shelf:
    """A shelf in the cold room, or what ``changes`` make of it."""
    values: dict[str, Any] = {"id": "e1", "code": "F-02", "tag": SHELF_TAG, "zone": Zone.CHILLED}
    return Shelf(**values | changes)


def pickup(*parcels: Parcel, customer: str = NAMES[0]) -> Pickup:
    """A customer's open pickup."""
    return Pickup("p1", PICKUP_CODE, customer, None, None, NOW, None, parcels)


def layout_of(label: Drawable, size: LabelSize, dpi: int = 203, margins: Margins = NO_MARGINS) -> Layout:
    """The rectangles that :func:`draw` uses."""
    return label.layout(Canvas(*size.dots(dpi), dpi, margins))


def seen(picture: QImage) -> Image.Image:
    """A picture as another program sees it, in grey."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (grey.width(), grey.height())
    return Image.frombytes("L", size, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine())


def read(picture: Image.Image) -> dict[str, str]:
    """What a scanner reads in a picture, by kind of symbol."""
    return {str(found.format): found.text for found in zxingcpp.read_barcodes(picture)}


def stray_ink(label: Drawable, size: LabelSize, dpi: int = 203, margins: Margins = NO_MARGINS) -> Any:
    """Where there is ink outside of the label's rectangles: a box, or None."""
    picture = seen(draw(label, size, dpi, margins)).point(lambda grey: 255 - grey)
    eraser = ImageDraw.Draw(picture)
    for rect in layout_of(label, size, dpi, margins).values():
        eraser.rectangle((rect.x, rect.y, rect.right - 1, rect.bottom - 1), fill=0)
    return picture.getbbox()
