"""Photographs of damaged goods: whatever a camera or a phone gives, made small enough to keep with a parcel."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

LONGEST = 1600
"""The longer side of a kept picture, in dots."""

MOST_BYTES = 200_000
MOST_FILE = 40_000_000
"""Larger files are no photographs."""

_MOST_DOTS = 200_000_000
_QUALITIES = (82, 65, 45, 25)
_END_OF_JPEG = b"\xff\xd9"
_START_OF_JPEG = b"\xff\xd8"


def of_file(file: Path) -> bytes:
    """The picture in a file, as :func:`of_bytes`. Raises EnvironmentTrouble when it cannot be read."""
    try:
        if file.stat().st_size > MOST_FILE:
            raise EnvironmentTrouble(Reason("returns.picture_too_large", {"file": file.name}))
        data = file.read_bytes()
    except OSError as error:
        raise EnvironmentTrouble(Reason("returns.picture_unreadable", {"file": file.name})) from error
    return of_bytes(data, file.name)


def of_bytes(data: bytes, name: str) -> bytes:
    """An upright JPEG of at most MOST_BYTES. Raises EnvironmentTrouble for what is no whole picture."""
    unreadable = EnvironmentTrouble(Reason("returns.picture_unreadable", {"file": name}))
    if len(data) > MOST_FILE:
        raise EnvironmentTrouble(Reason("returns.picture_too_large", {"file": name}))
    if data.startswith(_START_OF_JPEG) and _END_OF_JPEG not in data[-4096:]:
        raise unreadable  # cut off: what is missing would be grey
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_DOTS:
        raise unreadable
    reader.setScaledSize(_shrunk(size))
    picture = reader.read()
    if picture.isNull():
        raise unreadable
    return of_image(picture)


def of_image(picture: QImage) -> bytes:
    """A picture, not null, as a JPEG of at most MOST_BYTES."""
    small = picture.scaled(_shrunk(picture.size()), mode=Qt.TransformationMode.SmoothTransformation)
    small = small.convertToFormat(QImage.Format.Format_RGB888)  # see-through is white on paper, and no JPEG
    while True:
        for quality in _QUALITIES:
            data = _jpeg(small, quality)
            if len(data) <= MOST_BYTES:
                return data
        small = small.scaled(small.size() / 2, mode=Qt.TransformationMode.SmoothTransformation)


def _shrunk(size: QSize) -> QSize:
    longest = max(size.width(), size.height())
    if longest <= LONGEST:
        return size
    return size.scaled(LONGEST, LONGEST, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _jpeg(picture: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPEG", quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
