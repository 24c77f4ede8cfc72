"""Films of labels as a camera sees them: somewhat small, held askew, not quite sharp."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PySide6.QtGui import QImage

WIDTH, HEIGHT = 640, 480
COUNTER = (96, 110, 120)  # the colour of what is behind, as OpenCV orders it


@dataclass(frozen=True, slots=True)
class Shot:
    """``frames`` pictures of a label, or of the empty counter."""

    frames: int
    label: QImage | None = None
    scale: float = 1.0
    degrees: float = 0.0
    blur: float = 0.0


def film(file: Path, shots: Iterable[Shot]) -> str:
    """A film of these shots, one after the other; its path, as the settings name a camera."""
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), 15, (WIDTH, HEIGHT))
    assert writer.isOpened()
    for shot in shots:
        picture = frame_of(shot)
        for _ in range(shot.frames):
            writer.write(picture)
    writer.release()
    return str(file)


def frame_of(shot: Shot) -> Any:
    """One picture of a shot."""
    picture = np.full((HEIGHT, WIDTH, 3), COUNTER, np.uint8)
    if shot.label is None:
        return picture
    label = dots(shot.label)
    height, width = label.shape[:2]
    turned = cv2.getRotationMatrix2D((width / 2, height / 2), shot.degrees, shot.scale)
    turned[:, 2] += (WIDTH - width) / 2, (HEIGHT - height) / 2
    shown = cv2.warpAffine(
        label, turned, (WIDTH, HEIGHT), dst=picture, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT
    )
    return cv2.GaussianBlur(shown, (0, 0), shot.blur) if shot.blur else shown


def dots(picture: QImage) -> Any:
    """A picture as OpenCV has them."""
    rgb = picture.convertToFormat(QImage.Format.Format_BGR888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3)
