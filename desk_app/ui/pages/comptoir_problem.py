"""Something is wrong with a parcel of the open pickup: which one, what, and what becomes of it."""

from secrets import token_hex

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.values import Answer, Parcel
from desk_app.ui import rooms, theme
from desk_app.ui.session import Session
from desk_app.ui.widgets.choices import CalmField, Choices
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.words import Words

PROBLEMS = ("missing", "refused", "damaged")
DAMAGED = "damaged"


class ProblemPanel(Card):
    """``picked`` gives what is wrong; what is damaged is described first."""

    picked = Signal(str, str, bool)  # one of PROBLEMS, a note, and whether what is damaged goes back at once
    changed = Signal()  # another question

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._low = self._is_noting = False
        self.parcel: Parcel | None = None
        self.title = label(role="big", wraps=True)
        self.what = LineLabel(ink=theme.MUTED)
        self.choices = Choices(len(PROBLEMS))
        self.texts = [label(role="muted", wraps=True) for _ in PROBLEMS]
        self.field = CalmField()
        self._add_widgets()
        self._connect_signals()

    def _add_widgets(self) -> None:
        self.body.setSpacing(theme.GAP_SMALL)
        for widget in (self.title, self.what, self.choices, *self.texts, self.field):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        for text, problem in zip(self.texts, PROBLEMS, strict=True):
            self._words.bind(text.setText, f"ui_handover.problem_{problem}_text")
        self._words.bind(self.field.setPlaceholderText, "ui_handover.problem_note")

    def _connect_signals(self) -> None:
        self.choices.picked.connect(self.pick)
        self.field.textChanged.connect(self.changed)
        self.field.returnPressed.connect(self.keep)

    def begin(self, parcel: Parcel) -> None:
        """Ask what is wrong with this one."""
        self.parcel = parcel
        self.field.clear()
        self._ask(is_noting=False)

    def set_low(self, low: bool) -> None:
        """Where there is little room, the names of the problems alone."""
        self._low = low
        self.choices.set_low(low)
        self.retranslate()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        words, parcel = self._words, self.parcel
        self.title.setText(words("ui_handover.problem_which" if self._is_noting else "ui_handover.problem_title"))
        self.choices.set_texts([words(f"ui_handover.problem_{problem}") for problem in PROBLEMS])
        if parcel is not None:
            name = words("ui_comptoir.not_here_order", shop=parcel.shop, order=parcel.order)
            self.what.setText(" · ".join(filter(None, (parcel.shelf, name, parcel.items))))
        self.choices.setVisible(not self._is_noting)
        self.field.setVisible(self._is_noting)
        for text in self.texts:
            text.setVisible(not self._is_noting and not self._low)

    @property
    def keys(self) -> QWidget | None:
        """What must have the keys now; None when the page has them."""
        return self.field if self._is_noting else None

    @property
    def note(self) -> str:
        """What is broken, in the clerk's words."""
        return " ".join(self.field.text().split())

    def pick(self, place: int) -> None:
        """One of the problems."""
        if self._is_noting or place >= len(PROBLEMS):
            return
        if PROBLEMS[place] == DAMAGED:
            self._ask(is_noting=True)
        else:
            self.picked.emit(PROBLEMS[place], "", False)

    def keep(self) -> None:
        """What is damaged stays here for the customer."""
        if self.note:
            self.picked.emit(DAMAGED, self.note, False)

    def send_back(self) -> None:
        """What is damaged goes back to its shop."""
        if self.note:
            self.picked.emit(DAMAGED, self.note, True)

    def _ask(self, *, is_noting: bool) -> None:
        self._is_noting = is_noting
        self.retranslate()
        self.changed.emit()


class Problems(QObject):
    """Tells the counter what is wrong with a parcel."""

    answered = Signal(object)  # Answer
    failed = Signal(object)  # the exception

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.panel = ProblemPanel(session.words)
        self.panel.picked.connect(self._tell)
        self._nonce = ""

    def begin(self, parcel: Parcel) -> None:
        """Ask what is wrong with this one."""
        self._nonce = token_hex(16)
        self.panel.begin(parcel)

    def _tell(self, problem: str, note: str, goes_back: bool) -> None:
        desk, parcel, nonce = self._session.desk(), self.panel.parcel, self._nonce
        assert parcel is not None

        def job() -> Answer:
            returns = rooms.returns
            if problem == DAMAGED:
                answer: Answer = returns.damaged(desk, parcel.id, note, goes_back=goes_back, nonce=nonce)
            else:
                act = returns.missing if problem == "missing" else returns.refuse
                answer = act(desk, parcel.id, nonce=nonce)
            return answer

        self._session.door.ask(job, self.answered.emit, self.failed.emit)
