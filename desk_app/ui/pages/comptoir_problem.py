"""Something is wrong with a parcel of the open pickup: which one, and what."""

from PySide6.QtCore import Signal

from desk_app.domain.values import Parcel
from desk_app.ui import theme
from desk_app.ui.widgets.choices import Choices
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.words import Words

PROBLEMS = ("missing", "refused", "damaged")


class ProblemPanel(Card):
    """``picked`` gives the parcel and one of PROBLEMS."""

    picked = Signal(object, str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.parcel: Parcel | None = None
        self.title = label(role="big", wraps=True)
        self.what = LineLabel(ink=theme.MUTED)
        self.choices = Choices(len(PROBLEMS))
        self.texts = [label(role="muted", wraps=True) for _ in PROBLEMS]
        self._add_widgets()
        self.choices.picked.connect(self.pick)

    def _add_widgets(self) -> None:
        self._words.bind(self.title.setText, "ui_handover.problem_title")
        self.body.setSpacing(theme.GAP_SMALL)
        for widget in (self.title, self.what, self.choices, *self.texts):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        for text, problem in zip(self.texts, PROBLEMS, strict=True):
            self._words.bind(text.setText, f"ui_handover.problem_{problem}_text")

    def set_low(self, low: bool) -> None:
        """Where there is little room, the names of the problems alone."""
        self.choices.set_low(low)
        for text in self.texts:
            text.setVisible(not low)

    def begin(self, parcel: Parcel) -> None:
        """Ask what is wrong with this one."""
        self.parcel = parcel
        self.retranslate()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        words, parcel = self._words, self.parcel
        self.choices.set_texts([words(f"ui_handover.problem_{problem}") for problem in PROBLEMS])
        if parcel is not None:
            name = words("ui_comptoir.not_here_order", shop=parcel.shop, order=parcel.order)
            self.what.setText(" · ".join(filter(None, (parcel.shelf, name, parcel.items))))

    def pick(self, place: int) -> None:
        """One of the problems."""
        if self.parcel is not None and place < len(PROBLEMS):
            self.picked.emit(self.parcel, PROBLEMS[place])
