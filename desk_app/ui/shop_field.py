"""A text field that means one of the hub's shops."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desk_app.domain.people import fold
from desk_app.domain.values import Shop
from desk_app.ui.forms import Completer, TextField
from desk_app.ui.widgets.suggestions import Suggestion


class ShopField(TextField):
    """Offers the shops as soon as it has the focus; the beginning of any word of a name is enough."""

    taken = Signal(object)  # a Shop, from the list

    def __init__(self) -> None:
        super().__init__("shop", required=True)
        self.shops: Sequence[Shop] = ()
        self.completer = Completer(self, self._offer, at_once=True)
        self.completer.taken.connect(self.taken)

    @property
    def shop(self) -> Shop | None:
        """The shop that is meant: by its name, or the only one whose name has a word that begins so."""
        wanted = fold(self.text())
        exact = [shop for shop in self.shops if fold(shop.name) == wanted]
        meant = exact or self._like(wanted)
        return meant[0] if len(meant) == 1 and wanted else None

    def _like(self, wanted: str) -> list[Shop]:
        return [shop for shop in self.shops if shop.active and f" {wanted}" in f" {fold(shop.name)}"]

    def _offer(self, text: str) -> None:
        wanted = fold(text)
        found = [] if wanted in {fold(shop.name) for shop in self.shops} else self._like(wanted)
        self.completer.offer([Suggestion(shop.name, shop, shop.trade, shop.colour) for shop in found])
