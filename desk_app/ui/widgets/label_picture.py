"""A label as it will be printed, on the screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui import painting, theme

_MARGIN = 8


class LabelPicture(QWidget):
    """Shows the picture in its own proportions; keeps its room while none is there yet."""

    def __init__(self, most: int = 240) -> None:
        """``most`` is how high it may be, in logical pixels."""
        super().__init__()
        self._most = most
        self._picture: QImage | None = None
        self._ratio = 29 / 62
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def picture(self) -> QImage | None:
        """What is shown."""
        return self._picture

    def set_picture(self, picture: QImage | None) -> None:
        """Show this label, or an empty one."""
        self._picture = picture
        if picture is not None and abs(picture.height() / picture.width() - self._ratio) > 0.01:
            self._ratio = picture.height() / picture.width()
            self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(self._most, round((width - 2 * _MARGIN) * self._ratio) + 2 * _MARGIN)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        height = min(rect.height() - 2 * _MARGIN, (rect.width() - 2 * _MARGIN) * self._ratio)
        room = QRectF(0, 0, height / self._ratio, height)
        room.moveCenter(rect.center())
        painting.box(painter, room.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN), 4, theme.CARD, theme.LINE_STRONG)
        if self._picture is not None:
            ratio = self.devicePixelRatioF()
            size = (room.size() * ratio).toSize()
            smooth = self._picture.convertToFormat(QImage.Format.Format_Grayscale8)
            scaled = smooth.scaled(
                size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage(room, scaled)
