"""The hub's own words: kept when they will do, for one kind and language, and taken back."""

from dataclasses import replace

from desk_app.counter.message_texts import own_words, reset_words, save_words
from desk_app.domain.messages import MessageKind
from desk_app.domain.templates import Words
from desk_app.domain.values import Reason
from desk_app.domain.verdicts import Verdict
from tests.counter.hub import Hub

READY, WORDS = MessageKind.READY, Words("Prêt", "Venez, {customer} :\n{code}", "Venez {code}")


def test_words_are_kept_for_their_kind_and_language(hub: Hub) -> None:
    assert own_words(hub.desk) == {}
    assert save_words(hub.desk, READY, "fr", WORDS).verdict is Verdict.WORDS_SAVED
    assert own_words(hub.desk) == {(READY, "fr"): WORDS}


def test_words_are_written_again(hub: Hub) -> None:
    other = Words("Prêt !", WORDS.body, WORDS.sms)
    save_words(hub.desk, READY, "fr", WORDS)
    save_words(hub.desk, READY, "en", WORDS)
    save_words(hub.other, READY, "fr", other)
    assert own_words(hub.desk) == {(READY, "fr"): other, (READY, "en"): WORDS}


def test_words_are_taken_back(hub: Hub) -> None:
    save_words(hub.desk, READY, "fr", WORDS)
    save_words(hub.desk, READY, "en", WORDS)
    assert reset_words(hub.desk, READY, "fr").verdict is Verdict.WORDS_SAVED
    reset_words(hub.desk, READY, "fr")
    assert own_words(hub.desk) == {(READY, "en"): WORDS}


def test_only_a_manager_changes_what_the_hub_says(hub: Hub) -> None:
    clerk = replace(hub.desk, is_manager=False)
    save_words(hub.desk, READY, "fr", WORDS)
    for answer in (save_words(clerk, READY, "en", WORDS), reset_words(clerk, READY, "fr")):
        assert answer.verdict is Verdict.NEEDS_MANAGER
    assert own_words(hub.desk) == {(READY, "fr"): WORDS}
    assert [entry.action for entry in hub.journal()] == ["save_words", "save_words"]


def test_words_that_will_not_do_are_not_kept(hub: Hub) -> None:
    answer = save_words(hub.desk, READY, "fr", Words("Prêt", "Venez, {name} : {code}", "Venez {code}"))
    assert answer.verdict is Verdict.WORDS_WRONG
    reason = answer.args["reason"]
    assert isinstance(reason, Reason)
    assert reason.key == "mail.unknown_placeholder"
    assert own_words(hub.desk) == {}
