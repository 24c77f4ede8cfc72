"""A card of a few figures with their words, read in passing."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout

from desk_app.ui import painting, theme
from desk_app.ui.widgets.labels import Card, LineLabel
from desk_app.ui.words import Words


class Figures(Card):
    """``names`` gives each figure the text of its word; those in ``amber`` are amber unless they are 0."""

    def __init__(self, words: Words, heading: str, names: Mapping[str, str], amber: frozenset[str]) -> None:
        super().__init__()
        self._words, self._amber = words, amber
        words.bind(self.set_heading, heading)
        self.figures = {name: LineLabel("–", size=theme.FIGURE, weight=theme.BOLD) for name in names}
        self.body.setSpacing(0)
        self.body.addSpacing(6)
        self._names = {name: LineLabel(align=painting.RIGHT) for name in names}
        for name, text in names.items():
            row = QHBoxLayout()
            row.addWidget(self.figures[name])
            row.addWidget(self._names[name], 1)
            self.body.addLayout(row)
            words.bind(self._names[name].setText, text)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Other figures."""
        for name, figure in self.figures.items():
            figure.setText(self._words.texts.count(counts[name]))
            ink = theme.AMBER_INK if name in self._amber and counts[name] else theme.INK
            figure.set_ink(ink)
            self._names[name].set_ink(ink)
