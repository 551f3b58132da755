"""Encrypted addresses on a server that speaks nothing else, with a certificate made for the run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import trustme

from tests.neo4j_server import Server
from tests.serving import policygraph

pytestmark = pytest.mark.slow

PASSWORD: Final = "correct horse"


@pytest.fixture(scope="module")
def signer() -> trustme.CA:
    """Who signs the certificate of the server."""
    return trustme.CA(key_type=trustme.KeyType.RSA)


@pytest.fixture(scope="module")
def trust(signer: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of the signer, for whoever trusts it."""
    file = tmp_path_factory.mktemp("trust") / "signer.pem"
    signer.cert_pem.write_to_path(file)
    return file


@pytest.fixture(scope="module")
def encrypted(signer: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j that only speaks TLS."""
    home = tmp_path_factory.mktemp("neo4j")
    folder = home / "certificates" / "bolt"
    folder.mkdir(parents=True)
    made = signer.issue_cert("localhost", "127.0.0.1", key_type=trustme.KeyType.RSA)
    made.private_key_pem.write_to_path(folder / "private.key")
    made.cert_chain_pems[0].write_to_path(folder / "public.crt")
    server = Server(home, password=PASSWORD)
    server.start()
    server.stop()
    server.scheme = "bolt+ssc"
    server.settings = {
        "server.bolt.tls_level": "REQUIRED", "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": "certificates/bolt", "dbms.ssl.policy.bolt.client_auth": "NONE",
    }  # fmt: skip
    server.start()
    yield server
    server.stop()


def run(encrypted: Server, scheme: str, trusted: Path | None, *command: str) -> tuple[int, str]:
    """Status and output of a command; `trusted`: the certificate of a signer that this machine trusts."""
    environment = {"POLICYGRAPH_NEO4J_USER": "neo4j", "POLICYGRAPH_NEO4J_PASSWORD": PASSWORD}
    if trusted:
        environment["SSL_CERT_FILE"] = str(trusted)
    url = f"{scheme}://localhost:{encrypted.port}"
    process = policygraph(*command, "--store", url, environment=environment)
    out, err = process.communicate(timeout=120)
    return process.returncode, (out + err).decode()


@pytest.mark.parametrize(
    ("scheme", "trusted"), [("bolt+ssc", False), ("neo4j+ssc", False), ("bolt+s", True), ("neo4j+s", True)]
)
def test_an_encrypted_server_is_loaded_and_read(
    encrypted: Server, trust: Path, scheme: str, trusted: bool, tmp_path: Path
) -> None:
    signer = trust if trusted else None
    (tmp_path / "countries.csv").write_text("id,code,source\npl,PL,https://example.org/a\n", encoding="utf-8")
    assert run(encrypted, scheme, signer, "load", str(tmp_path))[0] == 0
    status, said = run(encrypted, scheme, signer, "documents")
    assert status == 0
    assert "countries.csv" in said


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_that_nobody_vouches_for_is_refused(encrypted: Server, scheme: str) -> None:
    status, said = run(encrypted, scheme, None, "load", ".")
    assert status == 1
    assert said.startswith(f"policygraph: cannot open the store: {scheme}://localhost:")
    assert said.count("\n") == 1


def test_a_plain_address_is_refused(encrypted: Server) -> None:
    status, said = run(encrypted, "bolt", None, "documents")
    assert status == 1
    assert said.count("\n") == 1
