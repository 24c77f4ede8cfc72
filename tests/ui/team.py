"""Two people who work at a test's hub."""

from desk_app.counter import clerks
from desk_app.domain.clerks import Clerk, Role
from tests.ui.hub import Hub

PIN, OTHER = "2580", "7391"


class Team:
    """Claire, who manages, and Basile, who does not; each with a PIN and a badge."""

    def __init__(self, hub: Hub) -> None:
        self.claire, self.claires_badge = self._named(hub, "Claire", Role.MANAGER, PIN)
        self.basile, self.basiles_badge = self._named(hub, "Basile", Role.CLERK, OTHER)

    def _named(self, hub: Hub, name: str, role: Role, pin: str) -> tuple[str, str]:
        clerk_id = str(clerks.save_clerk(hub.desk, Clerk("", name, role), pin=pin).args["id"])
        badges: list[str] = []
        clerks.new_badge(hub.desk, clerk_id, badges.append)
        return clerk_id, badges[0]
