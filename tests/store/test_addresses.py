"""Addresses name one server or several, and are never shown with their password."""

import pytest

from desk_app.store.addresses import account_of, parse_url, shown_address, written
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseUnusable

SEVERAL = [
    "postgresql://hub:p%40ss@one:5432,two:5433/comptoir?target_session_attrs=read-write",
    "postgresql://hub:p%40ss@/comptoir?host=one:5432&host=two:5433&target_session_attrs=read-write",
    "postgresql://hub:p%40ss@one,two:5433/comptoir?target_session_attrs=read-write",
    "postgresql://hub:p%40ss@/comptoir?host=one,two&port=5432,5433&target_session_attrs=read-write",
]


@pytest.mark.parametrize("text", SEVERAL)
def test_several_servers_reach_the_driver(text: str) -> None:
    store = Store(text)
    _, options = store._writer.dialect.create_connect_args(store.url)
    said = {name: options[name] for name in ("host", "port", "user", "password", "dbname", "target_session_attrs")}
    assert said == {
        "host": "one,two",
        "port": "5432,5433",
        "user": "hub",
        "password": "p@ss",
        "dbname": "comptoir",
        "target_session_attrs": "read-write",
    }


@pytest.mark.parametrize("text", SEVERAL)
def test_several_servers_are_shown_as_people_write_them(text: str) -> None:
    assert (
        shown_address(parse_url(text)) == "postgresql://hub@one:5432,two:5433/comptoir?target_session_attrs=read-write"
    )


@pytest.mark.parametrize(
    "text",
    [
        SEVERAL[0],
        "postgresql://hub@one:5432,[::1]:5433/comptoir",
        "postgresql://hub:secret@one/comptoir?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem",
        "postgresql:///comptoir?host=/var/run/postgresql",
        "postgresql://?service=comptoir",
        "sqlite:///C:/hub/comptoir.sqlite",
    ],
)
def test_what_is_written_is_read_again(text: str) -> None:
    url = parse_url(text)
    assert parse_url(written(url)) == url


@pytest.mark.parametrize(
    "text", ["postgresql://u@one,two:port/x", "postgresql://u@one,:5/x", "postgresql://u@one,/x", "postgresql://u@,/x"]
)
def test_servers_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(DatabaseUnusable) as refused:
        parse_url(text)
    assert refused.value.reason.key == "errors.database_address"


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://hub:s3cret@one/comptoir",
        "postgresql://hub:s3cret@one,two/comptoir",
        "postgresql://one/comptoir?user=hub&password=s3cret",
        "postgresql://hub@one/comptoir?sslmode=verify-full&sslpassword=s3cret",
    ],
)
def test_nothing_secret_is_shown(text: str) -> None:
    assert "s3cret" not in shown_address(parse_url(text)) + Store(text).shown


def test_an_address_of_another_kind_is_not_told_with_its_password() -> None:
    with pytest.raises(DatabaseUnusable) as refused:
        parse_url("mysql://hub:s3cret@one/comptoir?password=s3cret")
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("postgresql://hub@One/comptoir", "hub@one:5432/comptoir"),
        ("postgresql://hub:x@one:5433/comptoir?sslmode=require", "hub@one:5433/comptoir"),
        ("postgresql://one/comptoir?user=hub", "hub@one:5432/comptoir"),
        (SEVERAL[0], "hub@one:5432,two:5433/comptoir"),
        ("postgresql:///comptoir", "@:5432/comptoir"),
    ],
)
def test_a_password_belongs_to_a_user_of_a_server(text: str, whose: str) -> None:
    assert account_of(parse_url(text)) == whose
