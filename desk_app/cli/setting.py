"""The settings from the command line: of the counter, of the hub, and the secrets, which are never shown."""

import sys
from argparse import Namespace
from collections.abc import Sequence

from desk_app import keychain
from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import database, setup
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.settings import BY_KEY, DECLARED, Scope, Setting, Value
from desk_app.store.addresses import parse_url, shown_address


def settings(place: Place, words: Namespace) -> Result:
    """List, show or set the settings."""
    if words.key is None:
        return _list_settings(place)
    setting = BY_KEY.get(words.key)
    if setting is None:
        message = place.texts("cli.unknown_setting", key=words.key, known=", ".join(BY_KEY))
        return Result(result.USAGE, {"verdict": "usage", "message": message}, [message])
    if words.stdin or (setting.scope is Scope.SECRET and words.value is not None):
        return _set_secret(place, setting, words)
    if words.value is not None:
        return _set(place, setting, words.value)
    value = _values(place, [setting])[setting.key]
    return Result(result.DONE, {"key": setting.key, "value": value}, [str(value)])


def _list_settings(place: Place) -> Result:
    values = _values(place, DECLARED)
    rows = {
        s.key: {
            "value": values[s.key],
            "default": s.default,
            "scope": s.scope,
            "description": place.texts(s.text_key),
        }
        for s in DECLARED
    }
    lines = result.columns([key, row["value"], row["description"]] for key, row in rows.items())
    return Result(result.DONE, {"settings": rows}, lines)


def _values(place: Place, wanted: Sequence[Setting]) -> dict[str, Value]:
    if all(setting.scope is Scope.COUNTER or setting.key == keychain.DATABASE for setting in wanted):
        return {setting.key: _counter_value(place, setting) for setting in wanted}
    desk = place.desk()
    hub = setup.hub_settings(desk)

    def value(setting: Setting) -> Value:
        match setting.scope:
            case Scope.COUNTER:
                return _counter_value(place, setting)
            case Scope.SECRET if setting.key == keychain.DATABASE:
                return _counter_value(place, setting)
            case Scope.SECRET:
                return keychain.shown(setting.key, desk.hub_id, hub)
            case Scope.HUB:
                return setting.parse(hub[setting.key]) if setting.key in hub else setting.default

    return {setting.key: value(setting) for setting in wanted}


def _counter_value(place: Place, setting: Setting) -> Value:
    if setting.key == keychain.DATABASE:
        return keychain.HIDDEN if database.has_password(place.url) else ""
    value: Value = place.settings.get(setting.key)
    return shown_address(parse_url(str(value))) if setting.key == "database.url" and value else value


def _set_secret(place: Place, setting: Setting, words: Namespace) -> Result:
    """Keep the first line of standard input: the command line itself is in histories and lists of processes."""
    if setting.scope is not Scope.SECRET or words.value is not None:
        why = "mail.secret_from_stdin" if setting.scope is Scope.SECRET else "mail.not_a_secret"
        message = place.texts(why, key=setting.key)
        return Result(result.USAGE, {"verdict": "usage", "message": message}, [message])
    try:
        value = str(setting.parse(sys.stdin.readline()))
    except ValueError:
        return of_answer(place.texts, Answer(Verdict.INVALID, {"field": setting.field}))
    if setting.key == keychain.DATABASE:
        keychain.keep(setting.key, database.whose(place.url), {}, value)
    else:
        desk = place.desk()
        keychain.keep(setting.key, desk.hub_id, setup.hub_settings(desk), value)
    return _saved(place, setting, keychain.HIDDEN if value else "")


def _set(place: Place, setting: Setting, text: str) -> Result:
    try:
        value = setting.parse(text)
    except ValueError:
        return of_answer(place.texts, Answer(Verdict.INVALID, {"field": setting.field}))
    if setting.key == "database.url" and value:
        value = database.without_secret(str(value))
    if setting.scope is Scope.HUB:
        answer = setup.save_hub_setting(place.desk(), setting.key, str(value))
        if is_refusal(answer.verdict):
            return of_answer(place.texts, answer)
    else:
        place.settings.set(setting.key, value)
    return _saved(place, setting, value)


def _saved(place: Place, setting: Setting, value: Value) -> Result:
    name = place.texts(setting.text_key)
    return of_answer(place.texts, Answer(Verdict.SAVED, {"name": name}), key=setting.key, value=value)
