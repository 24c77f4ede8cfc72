"""A server proves who it is when that is asked of it; whoever cannot is not told anything."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from desk_app.i18n import Texts
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline
from desk_app.wording import reason
from tests.databases import free_port
from tests.end_to_end.standby import Node
from tests.messages.servers import HOST, new_authority

RIGHT, WRONG = f"{HOST}.pem", "elsewhere.example.pem"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where the server and its certificates are: its account must be able to reach them."""
    made = Path(tempfile.mkdtemp(prefix="comptoir-tls-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Node]:
    """Debian's PostgreSQL, which can TLS; it shows no certificate yet."""
    node = Node(folder / "data", free_port())
    owned_by_it(folder)
    new_authority(folder)
    node.run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    node.start()
    yield node
    node.kill()


def owned_by_it(path: Path) -> None:
    """Give it to the account that runs the server."""
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(path, account.pw_uid, account.pw_gid)


def shows(server: Node, certificate: str) -> None:
    """Have the server show this certificate to whoever comes from now on; none when it is empty."""
    with psycopg.connect(server.address, autocommit=True) as connection:
        for name in ("ssl_cert_file", "ssl_key_file") if certificate else ():
            file = server.data / certificate
            shutil.copy(server.data.parent / certificate, file)
            file.chmod(0o600)
            owned_by_it(file)
            connection.execute(f"ALTER SYSTEM SET {name} = '{certificate}'")
        connection.execute(f"ALTER SYSTEM SET ssl = {'on' if certificate else 'off'}")
        connection.execute("SELECT pg_reload_conf()")
        while True:  # it says so once it has read its files
            with psycopg.connect(server.address) as other:
                row = other.execute("SHOW ssl").fetchone()
            if row == ("on" if certificate else "off",):
                return


def verified(server: Node, ca_file: Path) -> str:
    """The address of a counter that wants proof."""
    query = {"sslmode": "verify-full", "sslrootcert": str(ca_file)}
    return make_url(server.address).update_query_dict(query).render_as_string(hide_password=False)


def refusal(url: str) -> str:
    """What a clerk reads."""
    with closing(Store(url)) as store, pytest.raises(DatabaseOffline) as refused:
        store.read(lambda tx: tx.execute(text("SELECT 1")))
    return reason(Texts("fr"), refused.value.reason)


def test_the_right_certificate_connects(server: Node, folder: Path) -> None:
    shows(server, RIGHT)
    with closing(Store(verified(server, folder / "ca.pem"))) as store:
        encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert store.read(lambda tx: tx.execute(text(encrypted)).scalar_one())


def test_a_certificate_for_another_name_is_refused(server: Node, folder: Path) -> None:
    shows(server, WRONG)
    said = refusal(verified(server, folder / "ca.pem"))
    assert "n’a pas prouvé qui il est" in said
    assert "vérifiez le nom du serveur" in said


def test_a_certificate_of_another_authority_is_refused(server: Node, tmp_path: Path) -> None:
    shows(server, RIGHT)
    said = refusal(verified(server, new_authority(tmp_path).ca_file))
    assert "n’a pas prouvé qui il est" in said
    assert "sslrootcert" in said


def test_a_file_that_is_not_there_is_said(server: Node, tmp_path: Path) -> None:
    shows(server, RIGHT)
    assert "sslrootcert" in refusal(verified(server, tmp_path / "nowhere.pem"))


def test_a_server_without_tls_is_refused_where_proof_is_wanted(server: Node, folder: Path) -> None:
    shows(server, "")
    assert "ssl = on" in refusal(verified(server, folder / "ca.pem"))


def test_without_asking_for_proof_both_will_do(server: Node) -> None:
    for certificate in (WRONG, ""):
        shows(server, certificate)
        with closing(Store(server.address)) as store:
            assert store.read(lambda tx: tx.execute(text("SELECT 1")).scalar_one())
