"""The pages, in the order of the rail.

A page is a module of this folder whose name is in :data:`ENTRIES`; the module has a class of the same name,
capitalised, derived from :class:`desk_app.ui.page.Page`. Modules that are not there are left out.
"""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from desk_app.domain.lists import Totals
from desk_app.ui.page import Page
from desk_app.ui.session import Session


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the rail. ``badge`` names the figure of the totals that its gold mark shows."""

    name: str
    badge: str = ""

    def make(self, session: Session) -> Page:
        """Import the page's module and make the page."""
        made = getattr(import_module(f"{__name__}.{self.name}"), self.name.capitalize())(session)
        assert isinstance(made, Page)
        return made

    def count(self, totals: Totals) -> int:
        """What the mark shows."""
        return int(getattr(totals, self.badge)) if self.badge else 0


INCIDENTS, PRINTS, RESCUE = Entry("incidents"), Entry("impressions"), Entry("secours")
"""Not on the rail: they lie over the page in front until they are put away."""

ENTRIES = (
    Entry("comptoir"),
    Entry("arrivages", badge="expected"),
    Entry("etageres", badge="to_shelve"),
    Entry("retours", badge="to_return"),
    Entry("messages", badge="messages"),
    Entry("journee"),
    Entry("reglages"),
)


def available() -> tuple[Entry, ...]:
    """The entries whose modules are there."""
    return tuple(entry for entry in ENTRIES if find_spec(f"{__name__}.{entry.name}") is not None)
