"""What the visit asks for, in sight from the customer's code on: so that the clerk asks once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.ui import painting, theme
from desk_app.ui.pages.comptoir_visit import Visit
from desk_app.ui.widgets.labels import Card, LineLabel
from desk_app.ui.words import Words

_MARK = 18


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is asked for, how it stands, and whether it is done."""

    what: str
    state: str
    done: bool


class Mark(QWidget):
    """A ring, ticked when it is done."""

    def __init__(self) -> None:
        super().__init__()
        self._done = False
        self.setFixedSize(_MARK, _MARK)

    def set_done(self, done: bool) -> None:
        """Ticked or not."""
        self._done = done
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_MARK, _MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        circle = QRectF(0, 0, _MARK, _MARK)
        if self._done:
            painting.box(painter, circle, _MARK / 2, theme.GREEN)
            painting.draw_icon(painter, "yes", 12, theme.ON_DEEP, QPointF(_MARK / 2, _MARK / 2))
        else:
            painting.box(painter, circle, _MARK / 2, theme.CARD, theme.AMBER, 2)


class CheckRow(QWidget):
    """A mark, what is asked for, and how it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = Mark()
        self.what = LineLabel()
        self.state = LineLabel(weight=theme.SEMIBOLD, align=painting.RIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(10)
        row.addWidget(self.mark)
        row.addWidget(self.what, 1)
        row.addWidget(self.state)

    def fill(self, line: Line) -> None:
        """Another line."""
        self.mark.set_done(line.done)
        self.what.setText(line.what)
        self.state.setText(line.state)
        self.state.set_ink(theme.GREEN_INK if line.done else theme.AMBER_INK)


class ChecklistCard(Card):
    """Hidden while a visit asks for nothing."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        words.bind(self.set_heading, "ui_handover.checklist")
        self._rows: list[CheckRow] = []
        self._lines: Sequence[Line] = ()
        self.body.setSpacing(0)
        self.hide()

    def show_visit(self, visit: Visit) -> None:
        """What this visit asks for, as it now stands."""
        self._lines = lines = list(_lines(self._words, visit))
        while len(self._rows) < len(lines):
            self._rows.append(CheckRow())
            self.body.addWidget(self._rows[-1])
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(lines))
            if place < len(lines):
                row.fill(lines[place])
        self.setVisible(bool(lines))

    @property
    def texts(self) -> list[tuple[str, str, bool]]:
        """What it says, and what of it is done."""
        return [(line.what, line.state, line.done) for line in self._lines]


def _lines(words: Words, visit: Visit) -> list[Line]:
    needs, seen, lines = visit.needs, visit.seen, []
    if needs.majority:
        lines.append(_seen(words, "majority", words("ui_handover.seen") if seen.majority_seen else ""))
    if needs.identity:
        lines.append(_seen(words, "identity", words.texts.name_of(seen.identity_seen) if seen.identity_seen else ""))
    for due in needs.due:
        left = visit.due_now(due.order_id)
        known = words.texts.money(left) if left else words("ui_handover.paid")
        lines.append(Line(due.shop, words("ui_handover.list_unknown") if left is None else known, left == 0))
    if needs.signature:
        lines.append(_seen(words, "signature", words("ui_handover.signed") if seen.signature else ""))
    return lines


def _seen(words: Words, name: str, state: str) -> Line:
    return Line(words(f"ui_handover.list_{name}"), state or words("ui_handover.list_open"), bool(state))
