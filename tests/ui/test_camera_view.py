"""What the camera sees, on the screen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desk_app.ui import theme
from desk_app.ui.widgets.camera_view import CameraView


@pytest.fixture
def view(qtbot: QtBot) -> CameraView:
    """A view of 480 to 320, shown."""
    made = CameraView()
    made.empty.set_title("Pas d’image")
    qtbot.addWidget(made)
    made.resize(480, 320)
    with qtbot.waitExposed(made):
        made.show()
    return made


def halves(width: int = 640, height: int = 480) -> QImage:
    """A picture whose left half is red and whose right half is blue."""
    picture = QImage(width, height, QImage.Format.Format_RGB888)
    picture.fill(Qt.GlobalColor.blue)
    painter = QPainter(picture)
    painter.fillRect(0, 0, width // 2, height, Qt.GlobalColor.red)
    painter.end()
    return picture


def dot(view: CameraView, x: float, y: float) -> QColor:
    """The colour there, in parts of the view."""
    shown = view.grab().toImage()
    return shown.pixelColor(round(x * (shown.width() - 1)), round(y * (shown.height() - 1)))


def test_it_is_a_mirror(view: CameraView) -> None:
    view.set_picture(halves())
    assert dot(view, 0.1, 0.5) == QColor(Qt.GlobalColor.blue)
    assert dot(view, 0.9, 0.5) == QColor(Qt.GlobalColor.red)


@pytest.mark.parametrize(("width", "height"), [(640, 480), (1280, 320), (200, 600)])
def test_it_fills_its_room_and_stretches_nothing(view: CameraView, width: int, height: int) -> None:
    picture = QImage(width, height, QImage.Format.Format_RGB888)
    picture.fill(Qt.GlobalColor.green)
    view.set_picture(picture)
    part = view._part()
    assert part.width() / part.height() == pytest.approx(480 / 320)
    assert part.width() == pytest.approx(width) or part.height() == pytest.approx(height)
    assert dot(view, 0.01, 0.5) == dot(view, 0.99, 0.5) == QColor(Qt.GlobalColor.green)


def test_it_shows_where_to_hold_the_code(view: CameraView) -> None:
    view.set_picture(halves())
    shown, aim = view.grab().toImage(), view.aim()
    ratio = shown.width() / view.width()
    for corner in (aim.topLeft(), aim.topRight(), aim.bottomLeft(), aim.bottomRight()):
        inward = (aim.center() - corner) * 0.05
        side = QPoint(round((corner.x() + inward.x()) * ratio), round(corner.y() * ratio))
        assert shown.pixelColor(side) == QColor(theme.GOLD)


def test_without_a_picture_it_says_so(view: CameraView) -> None:
    assert view.empty.isVisible()
    view.set_picture(halves())
    assert not view.empty.isVisible()
    view.set_picture(QImage())
    assert view.empty.isVisible()
    assert view.picture.isNull()
    view.resize(300, 200)
    assert view.empty.geometry() == view.rect()
