"""Our own words for each kind of message, which a hub may replace by its own: ``resources/messages``."""

import tomllib
from collections.abc import Mapping
from functools import cache

from desk_app.domain.messages import MessageKind
from desk_app.domain.templates import Words
from desk_app.resources import FOLDER

OwnWords = Mapping[tuple[MessageKind, str], Words]
"""The hub's own, by kind and language, where it has changed ours."""


@cache
def our_words(language: str) -> Mapping[MessageKind, Words]:
    """What we say, for every kind. Raises FileNotFoundError for a language that is not there."""
    file = FOLDER / "messages" / f"{language}.toml"
    texts = tomllib.loads(file.read_text(encoding="utf-8"))
    return {kind: Words(**{name: text.strip() for name, text in texts[kind].items()}) for kind in MessageKind}
