"""The rules of the counter: what is asked of whoever comes, how cold goods are watched, how long people stay known."""

from desk_app.settings import BY_KEY
from desk_app.ui.forms import Field, TextField
from desk_app.ui.pages.reglages_fields import ListField, WordField
from desk_app.ui.pages.reglages_section import SharedSection
from desk_app.ui.session import Session

_POLICIES = ("identity.policy", "proxy.policy", "signature.policy")
_SCAN = "cold.scan_shelf"


class RulesSection(SharedSection):
    """Each choice in words, each number with what it does."""

    NAME = "rules"
    KEYS = (*_POLICIES, "undo.minutes", "cold.warn_minutes", "cold.block_minutes", _SCAN, "retention.days")

    def __init__(self, session: Session) -> None:
        self.policies = {key: ListField(_name(key)) for key in _POLICIES}
        self.scan = WordField(_name(_SCAN), ("True", "False"))
        made: dict[str, Field] = {**self.policies, _SCAN: self.scan}
        super().__init__(session, [made.get(key) or TextField(_name(key)) for key in self.KEYS])
        self._bind_words()
        self.retranslate()

    def _bind_words(self) -> None:
        """Shorter titles than a list of settings has: the choices say the rest."""
        for key in self.KEYS:
            self.words.bind(self.field(key).set_title, f"ui_rules.{_name(key)}")
            self.words.bind(self.field(key).set_hint, f"ui_rules.{_name(key)}_hint")

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        for key, field in self.policies.items():
            words = [(value, self.words(f"ui_rules.{_name(key)}_{value}")) for value in BY_KEY[key].choices]
            field.set_options(words)
        self.scan.set_words([self.words("ui_rules.scanned"), self.words("ui_rules.proposed")])


def _name(key: str) -> str:
    return key.replace(".", "_")
