"""Strips between the answer and the list: labels that could not be printed, and labels that are being printed."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from desk_app.ui import theme
from desk_app.ui.printing import Labels
from desk_app.ui.widgets.banner import Banner
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.widgets.labels import Card, LineLabel
from desk_app.ui.words import Words


class WaitingStrip(Banner):
    """Stays until the labels are on paper; its key tries again."""

    def __init__(self, labels: Labels, words: Words) -> None:
        super().__init__("printer")
        self._labels, self._words = labels, words
        self.clicked.connect(labels.retry)
        labels.changed.connect(self.write)

    def write(self) -> None:
        """Say how many wait and why; nothing while none does."""
        count = self._labels.waiting
        if not count:
            self.hide()
            return
        title = self._words("ui_printing.waiting_title", n=count)
        self.tell(title, self._labels.trouble, self._words("ui_printing.again"), "F5")


class PrintStrip(Card):
    """A long print job: how far it is, and the key that stops it."""

    def __init__(self, labels: Labels, words: Words) -> None:
        super().__init__()
        self._words = words
        self._figures = (0, 0)
        self.text = LineLabel(weight=theme.SEMIBOLD)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = KeyButton()
        self._add_widgets()
        self.stop.clicked.connect(labels.stop)
        labels.progressed.connect(self._show)
        labels.finished.connect(self.hide)
        self.hide()

    def _add_widgets(self) -> None:
        self.body.setContentsMargins(18, 8, 12, 8)
        row, column = QHBoxLayout(), QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addWidget(self.bar)
        row.setSpacing(theme.GAP_LARGE)
        row.addLayout(column, 1)
        row.addWidget(self.stop)
        self.stop.setSizePolicy(self.stop.sizePolicy().Policy.Maximum, self.stop.sizePolicy().Policy.Fixed)
        self.body.addLayout(row)

    def write(self) -> None:
        """Write everything anew."""
        done, total = self._figures
        self.text.setText(self._words("ui_printing.progress", done=done, total=total))
        self.stop.setText(self._words("ui_arrivages.stop"))
        self.stop.set_cap(self._words("ui.key_esc"))

    def _show(self, done: int, total: int) -> None:
        self._figures = (done, total)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.write()
        self.show()
