"""The shelves' side: the whole at a glance, and what waits for a place."""

from desk_app.domain.lists import Page
from desk_app.domain.values import Parcel
from desk_app.ui.pages.comptoir_cards import Rows
from desk_app.ui.pages.etageres_reading import Overview
from desk_app.ui.widgets.figures import Figures
from desk_app.ui.words import Words

_FIGURES = {
    "parcels": "ui_etageres.figure_parcels",
    "full": "ui_etageres.figure_full",
    "overdue": "ui_etageres.figure_overdue",
}
_MOST = 3  # more would not fit beside five keys


class HubCard(Figures):
    """All shelves together."""

    def __init__(self, words: Words) -> None:
        super().__init__(words, "ui_etageres.card", _FIGURES, frozenset({"overdue"}))

    def show_overview(self, seen: Overview) -> None:
        """Other figures."""
        self.show_counts(
            {
                "parcels": sum(shelf.occupied for shelf in seen.shelves),
                "full": sum(shelf.is_full for shelf in seen.shelves),
                "overdue": sum(seen.overdue.values()),
            }
        )


class WaitingCard(Rows):
    """Parcels that are here and have no place yet; hidden when there are none."""

    def __init__(self, words: Words) -> None:
        super().__init__(ruled=True)
        self._words = words
        self.body.setContentsMargins(20, 16, 20, 10)
        self.hide()

    def show_page(self, page: Page) -> None:
        """Other parcels."""
        self.set_heading(self._words("ui_etageres.to_shelve", n=page.total))
        self.fill([self._line(parcel) for parcel in page.rows[:_MOST]])
        self.setVisible(bool(page.rows))

    def _line(self, parcel: Parcel) -> tuple[str, str]:
        return parcel.customer, self._words("ui_etageres.order", order=parcel.order)
