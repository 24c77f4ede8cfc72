"""The counter's side: today's figures and the last handovers, or the open pickup and what has to be paid."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desk_app.domain import codes
from desk_app.domain.lists import Handover, Totals
from desk_app.domain.people import masked_email, masked_phone
from desk_app.domain.values import Pickup
from desk_app.domain.visits import Visitor
from desk_app.ui import painting, theme
from desk_app.ui.pages.comptoir_tiles import place
from desk_app.ui.widgets.key_button import KeyHint
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.words import Words

_FIGURES = ("ready", "collected_today", "overdue")


class Row(QWidget):
    """A text to the left, a short one to the right, a thin line below."""

    def __init__(self, *, ruled: bool, strong: bool = False) -> None:
        super().__init__()
        self.left: LineLabel | QLabel = label(wraps=True) if strong else LineLabel()
        weight = theme.BOLD if strong else theme.REGULAR
        self.right = LineLabel(weight=weight, ink=theme.INK if strong else theme.MUTED, align=painting.RIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(0, 6, 0, 6)
        line.addWidget(self.left, 1)
        line.addWidget(self.right)
        column.addLayout(line)
        if ruled:
            rule = QFrame()
            rule.setFixedHeight(1)
            rule.setStyleSheet(f"background: {theme.LINE};")
            column.addWidget(rule)

    def fill(self, left: str, right: str) -> None:
        """Other texts."""
        self.left.setText(left)
        self.right.setText(right)


class Rows(Card):
    """A card of rows that are made once and used again."""

    def __init__(self, *, ruled: bool, strong: bool = False) -> None:
        super().__init__()
        self._ruled, self._strong = ruled, strong
        self.rows: list[Row] = []
        self._shown = 0
        self.body.setSpacing(0)
        self.body.addSpacing(4)

    def fill(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these lines."""
        while len(self.rows) < len(lines):
            row = Row(ruled=self._ruled, strong=self._strong)
            self.body.insertWidget(2 + len(self.rows), row)
            self.rows.append(row)
        for line, row in enumerate(self.rows):
            row.setVisible(line < len(lines))
            if line < len(lines):
                row.fill(*lines[line])
        self._shown = len(lines)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What it shows."""
        return [(row.left.text(), row.right.text()) for row in self.rows[: self._shown]]


class TodayCard(Card):
    """Three figures, read in passing."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        words.bind(self.set_heading, "ui_comptoir.today")
        self.figures = {name: LineLabel("–", size=theme.FIGURE, weight=theme.BOLD) for name in _FIGURES}
        self._names = {name: LineLabel(align=painting.RIGHT) for name in _FIGURES}
        self.body.setSpacing(0)
        self.body.addSpacing(6)
        for name in _FIGURES:
            row = QHBoxLayout()
            row.addWidget(self.figures[name])
            row.addWidget(self._names[name], 1)
            self.body.addLayout(row)
        self.show_totals(None)

    def show_totals(self, totals: Totals | None) -> None:
        """Other figures; None while they are not known yet."""
        for name, figure in self.figures.items():
            count = int(getattr(totals or Totals(), name))
            figure.setText(self._words.texts.count(count) if totals is not None else "–")
            self._names[name].setText(self._words(f"ui_comptoir.figure_{name}", n=count))
            ink = theme.AMBER_INK if name == "overdue" and count else theme.INK
            figure.set_ink(ink)
            self._names[name].set_ink(ink)


class RecentCard(Rows):
    """The customers served last."""

    def __init__(self, words: Words) -> None:
        super().__init__(ruled=True)
        self._words = words
        words.bind(self.set_heading, "ui_comptoir.recent")
        self._none = label(role="muted", wraps=True)
        words.bind(self._none.setText, "ui_comptoir.recent_none")
        self.body.addWidget(self._none)
        self._none.hide()
        self.body.addStretch(1)

    def show_handovers(self, handovers: Sequence[Handover]) -> None:
        """Other handovers."""
        texts = self._words.texts
        self._none.setVisible(not handovers)
        count = "ui_comptoir.recent_count"
        self.fill([(h.customer, self._words(count, n=h.count, at=texts.when(h.at))) for h in handovers])


class PickupCard(Card):
    """Whose pickup is open."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        words.bind(self.set_heading, "ui_comptoir.pickup")
        self.customer = label(role="strong", wraps=True)
        self.code = label(role="title")
        self.phone = LineLabel(ink=theme.MUTED)
        self.email = LineLabel(ink=theme.MUTED)
        self.proxy = label(role="amber", wraps=True)
        self.others = label(role="amber", wraps=True)
        self._words = words
        self.hints = {"F6": KeyHint(), "F8": KeyHint()}
        words.bind(self.hints["F6"].setText, "ui_handover.proxy_hint")
        words.bind(self.hints["F8"].setText, "ui_handover.problem_hint")
        for widget in (self.code, self.customer, self.others, self.proxy, self.phone, self.email):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        for hint in self.hints.values():
            row.addWidget(hint)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.setContentsMargins(20, 16, 20, 8)

    def show_pickup(self, pickup: Pickup, proxy: str = "", others: Sequence[Visitor] = ()) -> None:
        """Another pickup, who has come for it instead of the customer, and which counters have it open too."""
        self._show_others(others)
        self.customer.setText(pickup.customer)
        self.proxy.setText(self._words("ui_handover.proxy", name=proxy) if proxy else "")
        self.proxy.setVisible(bool(proxy))
        self.code.setText(codes.spell(pickup.code))
        for line, text in (
            (self.phone, masked_phone(pickup.phone) if pickup.phone else ""),
            (self.email, masked_email(pickup.email) if pickup.email else ""),
        ):
            line.setText(text)
            line.setVisible(bool(text))

    def _show_others(self, others: Sequence[Visitor]) -> None:
        texts = self._words.texts
        lines = [texts("ui_visits.also", where=place(texts, other), at=other.at) for other in others]
        self.others.setText("\n".join(lines))
        self.others.setVisible(bool(lines))
