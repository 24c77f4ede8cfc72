"""What the camera sees, as in a mirror, and where to hold the code."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui import theme
from desk_app.ui.widgets.empty_state import EmptyState

_AIM = 0.6  # of the lesser side: where a code is held
_CORNER = 0.22  # of the aim's side


class CameraView(QWidget):
    """Fills its room with the newest picture; without one it says so and what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.empty = EmptyState("scan", size=64, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def picture(self) -> QImage:
        """What is shown, mirrored: left is where the clerk's left hand is. Null without a picture."""
        return self._picture

    def set_picture(self, picture: QImage) -> None:
        """Show what the camera sees now; a null picture when it sees nothing."""
        self._picture = picture.flipped(Qt.Orientation.Horizontal)
        self.empty.setVisible(picture.isNull())
        self.update()

    def aim(self) -> QRectF:
        """The square in the middle where a code is held."""
        side = min(self.width(), self.height()) * _AIM
        square = QRectF(0, 0, side, side)
        square.moveCenter(self.rect().toRectF().center())
        return square

    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.empty.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rounded = QPainterPath()
        rounded.addRoundedRect(self.rect().toRectF(), theme.RADIUS, theme.RADIUS)
        painter.setClipPath(rounded)
        painter.drawImage(self.rect().toRectF(), self._picture, self._part())
        painter.setPen(QPen(theme.colour(theme.GOLD), 3, c=Qt.PenCapStyle.RoundCap))
        self._paint_corners(painter, self.aim())

    def _part(self) -> QRectF:
        """What is seen of the picture: all its width or all its height, so that nothing is stretched."""
        whole = self._picture.rect().toRectF()
        part = QRectF(QPointF(), self.size().toSizeF().scaled(whole.size(), Qt.AspectRatioMode.KeepAspectRatio))
        part.moveCenter(whole.center())
        return part

    def _paint_corners(self, painter: QPainter, aim: QRectF) -> None:
        length = aim.width() * _CORNER
        for corner, x, y in (
            (aim.topLeft(), 1, 1),
            (aim.topRight(), -1, 1),
            (aim.bottomLeft(), 1, -1),
            (aim.bottomRight(), -1, -1),
        ):
            painter.drawPolyline([corner + QPointF(0, y * length), corner, corner + QPointF(x * length, 0)])
