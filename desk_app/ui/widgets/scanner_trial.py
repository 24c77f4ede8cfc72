"""A code to scan, and what arrived of it: key by key, then in words."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui import painting, theme
from desk_app.ui.widgets.label_picture import LabelPicture
from desk_app.ui.widgets.labels import LineLabel, label
from desk_app.ui.widgets.scrolling import plain_widget

FACTS = ("layout", "around", "speed")
_SIGNS = {"\r": "↵", "\t": "⇥", " ": "␣"}
_GAP = 4
_PICTURE_WIDTH = 300


class KeyStrip(QWidget):
    """The keys that arrived, each on its cap, in as many rows as they need."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show these."""
        self.keys = [_SIGNS.get(key, key) for key in keys]
        self.setAccessibleName(" ".join(self.keys))
        self.updateGeometry()
        self.update()

    def caps(self, width: float) -> list[QRectF]:
        """Where each key's cap stands."""
        found: list[QRectF] = []
        left, top = 0.0, 0.0
        for key in self.keys:
            cap = painting.key_cap_width(key)
            if left and left + cap > width:
                left, top = 0.0, top + painting.KEY_CAP_HEIGHT + _GAP
            found.append(QRectF(left, top, cap, painting.KEY_CAP_HEIGHT))
            left += cap + _GAP
        return found

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        caps = self.caps(width)
        return int(caps[-1].bottom()) + 1 if caps else painting.KEY_CAP_HEIGHT

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for key, cap in zip(self.keys, self.caps(self.width()), strict=True):
            painting.key_cap(painter, cap, key)


class ScannerTrial(QWidget):
    """The picture of the test code beside what it told; under it in narrow windows."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = LabelPicture()
        self.advice = label(role="strong", wraps=True)
        self.strip = KeyStrip()
        self.names = {fact: LineLabel(size=theme.SMALL, ink=theme.MUTED) for fact in FACTS}
        self.values = {fact: LineLabel(weight=theme.SEMIBOLD) for fact in FACTS}
        self._told = plain_widget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._add_widgets()

    def _add_widgets(self) -> None:
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(theme.GAP_SMALL)
        facts = QGridLayout()
        facts.setHorizontalSpacing(theme.GAP)
        facts.setColumnStretch(1, 1)
        for place, fact in enumerate(FACTS):
            facts.addWidget(self.names[fact], place, 0)
            facts.addWidget(self.values[fact], place, 1)
        told.addWidget(self.advice)
        told.addWidget(self.strip)
        told.addLayout(facts)
        told.addStretch(1)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GAP_LARGE)
        self._row.addWidget(self.picture)
        self._row.addWidget(self._told, 1)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """One below the other, or side by side."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.picture.setMinimumWidth(0 if narrow else _PICTURE_WIDTH)
        self.picture.setMaximumWidth(16_777_215 if narrow else _PICTURE_WIDTH)

    def tell(self, advice: str, facts: dict[str, str], *, is_well: bool = True) -> None:
        """One sentence, and the facts behind it."""
        self.advice.setText(advice)
        self.advice.setProperty("role", "strong" if is_well else "amber")
        self.advice.style().unpolish(self.advice)
        self.advice.style().polish(self.advice)
        for fact, value in self.values.items():
            value.setText(facts.get(fact, "–"))
