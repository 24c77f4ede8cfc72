"""Troubles of the environment, which a person can mend; everything else that is raised is a bug."""

from desk_app.domain.values import Reason


class EnvironmentTrouble(Exception):
    """Something outside the program is in the way; ``reason`` says what, and what to do."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.key, dict(reason.args))
        self.reason = reason
