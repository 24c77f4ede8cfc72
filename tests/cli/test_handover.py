"""What is seen and paid at a handover, by words of the command line."""

from typing import Any

from tests.cli.conftest import Desk


def received(hub: Desk, order: str, *more: object) -> dict[str, Any]:
    """A parcel of an order that is ready."""
    who = ("--name", "Éloïse Lefèvre", "--email", "eloise@exemple.fr")
    hub("announce", "--shop", "La Belle Plume", "--order", order, *who, *more)
    parcel = hub("receive", order)["parcels"][0]
    assert isinstance(parcel, dict)
    return parcel


def test_everything_that_is_asked_for_is_a_word(hub: Desk) -> None:
    wine = received(hub, "4127", "--age-check", "--due", "12,50")
    code = wine["pickup_code"]
    hub("settings", "identity.policy", "always")
    hub("settings", "proxy.policy", "beforehand")
    words: list[object] = ["collect", code, "--proxy", "Paul Garnier"]
    assert hub(*words, want=1)["verdict"] == "age_check"
    words.append("--majority-seen")
    assert hub(*words, want=1)["verdict"] == "proxy_unknown"
    assert hub("proxy", code, "--name", "Paul Garnier")["verdict"] == "proxy_told"
    assert hub(*words, want=1)["verdict"] == "identity_check"
    words += ["--identity-seen", "passport"]
    assert hub(*words, want=1)["verdict"] == "payment_due"
    assert hub(*words, "--paid", "card")["verdict"] == "collected_all"
    entry = hub("journal", "--limit", 1)["entries"][0]
    assert entry["detail"] == "unscanned majority identity proxy paid"


def test_money_from_settling_to_the_till(hub: Desk) -> None:
    parcel = received(hub, "1", "--due", "unknown")
    code = parcel["pickup_code"]
    assert hub("collect", code, "--paid", "cash", want=1)["verdict"] == "amount_unknown"
    assert hub("settle", parcel["id"], "--due", "7,10")["parcels"][0]["amount_due_cents"] == 710
    assert hub("collect", code, "--paid", "cash")["verdict"] == "collected_all"
    day = hub("till")
    assert (day["cents"], day["by_shop"], day["by_method"]) == (710, {"La Belle Plume": 710}, {"cash": 710})
    assert hub("undo", parcel["id"], "--reason", "essai")["verdict"] == "undone"
    assert hub("journal", "--limit", 1)["entries"][0]["remark"] == "essai"
    assert hub("settle", parcel["id"], "--due", "paid")["verdict"] == "settled"
    assert hub("collect", code)["verdict"] == "collected_all"
    after = hub("till", "--day", day["day"], "--counter", "Poste 1")
    assert (after["cents"], after["lines"][0]["back_cents"]) == (0, 710)
    assert hub("till", "--counter", "Poste 9")["lines"] == []


def test_a_shop_that_sells_prepaid(hub: Desk) -> None:
    hub("shops", "add", "Maison Iris", "--prepaid", "--identity-check")
    who = ("--name", "Jean Dupont", "--phone", "06 12 34 56 78")
    hub("announce", "--shop", "Maison Iris", "--order", "9", "--due", "unknown", *who)
    code = hub("receive", "9")["parcels"][0]["pickup_code"]
    assert hub("collect", code, want=1)["verdict"] == "identity_check"
    assert hub("collect", code, "--identity-seen", "card")["verdict"] == "collected_all"


def test_a_handover_on_paper_has_its_time(hub: Desk) -> None:
    parcel = received(hub, "4127")
    for time, want in (("2000-01-01T10:00", 1), ("2999-12-31T10:00+01:00", 1)):
        assert hub("collect", parcel["pickup_code"], "--at", time, want=want)["verdict"] == "invalid"
    since = parcel["ready_at"]
    done = hub("collect", parcel["pickup_code"], "--at", since)
    assert done["parcels"][0]["collected_at"] == since
