"""Several hubs in one database, from the command line."""

from tests.cli.conftest import Desk


def test_hubs_are_listed_and_added(hub: Desk) -> None:
    assert hub("hubs", "add", "Halle de Poitiers")["verdict"] == "saved"
    assert hub("hubs", "add", "HALLE de poitiers", want=1)["verdict"] == "already_exists"
    assert [(row["name"], row["own"]) for row in hub("hubs")["hubs"]] == [
        ("Maison du commerce", True), ("Halle de Poitiers", False),
    ]  # fmt: skip


def test_a_customer_at_the_wrong_hub_is_told_the_right_one(hub: Desk) -> None:
    hub("announce", "--shop", "La Belle Plume", "--order", "4127", "--name", "Paul", "--email", "p@exemple.fr")
    code = hub("receive", "4127")["parcels"][0]["pickup_code"]
    hub("settings", "hub.address", "12 rue Haute")
    hub("hubs", "add", "Halle de Poitiers")
    hub("settings", "counter.hub", "halle de poitiers")
    assert hub("parcels")["total"] == 0
    assert hub("shops")["shops"] == []
    for command in ("pickup", "collect"):
        answer = hub(command, code, want=1)
        assert (answer["verdict"], answer["hub"]) == ("other_hub", "Maison du commerce")
        assert (answer["address"], answer["ready"]) == ("12 rue Haute", 1)
    hub("settings", "counter.hub", "")
    assert hub("collect", code)["verdict"] == "collected_all"


def test_a_hub_that_is_not_there_is_said_with_those_that_are(hub: Desk) -> None:
    hub("settings", "counter.hub", "Halle")
    answer = hub("parcels", want=3)
    assert "Maison du commerce" in answer["message"]
    hub("settings", "counter.hub", "")
    assert hub("shops")["shops"]
