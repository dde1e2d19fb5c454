"""Requests that are sent without botocore are those that botocore sends, and give what it gives."""

from __future__ import annotations

import ssl
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

import pytest
from boto3.session import Session
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import ReadOnlyCredentials
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pii_sweep.config import Targets
from pii_sweep.store.http.direct import Direct, Place, sign_get
from pii_sweep.store.s3 import S3Store
from pii_sweep.types import ObjectRef
from tests.benchmarks.canned_store import BODY, ETAG, PAGES, Canned

MakeBucket = Callable[[Mapping[str, bytes]], str]

KEYS = (
    "plain.txt", "a b+c.txt", "100%/x.txt", "ümläut/日本.txt", "a//b.txt", "q?x=1&y#z.txt", "t~-._!*'().txt",
    "<&>\".txt",
)  # fmt: skip


@pytest.mark.parametrize("token", [None, "a/token=="])
@pytest.mark.parametrize("key", KEYS)
def test_a_signature_is_that_of_botocore(key: str, token: str | None) -> None:
    credentials = ReadOnlyCredentials("AKIA", "secret/key+", token)
    place = Place("https", "h.example:9000", "/b", "eu-west-1", True, {})
    target = f"/b/{quote(key, safe='/-._~')}?versionId=a%2Fb"
    asked = {"If-Match": '"e"', "Range": "bytes=0-4", "User-Agent": "u", "x-amz-request-payer": "requester"}
    theirs = AWSRequest("GET", f"https://{place.host}{target}", headers=asked)
    S3SigV4Auth(credentials, "s3", place.region).add_auth(theirs)
    ours = sign_get(credentials, place, target, asked, theirs.context["timestamp"])
    assert ours["Authorization"] == theirs.headers["Authorization"]


def of_botocore(store: S3Store) -> Counter[str]:
    """Return a count of what the clients of a store send."""
    seen = Counter[str]()
    for patient in (False, True):
        store._answered = patient
        store.client().meta.events.register("before-send.s3", lambda request, **_: seen.update([request.url]))
    store._answered = False
    return seen


def test_objects_and_pages_are_those_of_botocore(moto_url: str, make_bucket: MakeBucket) -> None:
    bucket = make_bucket({key: key.encode() * 9 for key in KEYS})
    direct, plain = (S3Store(Targets(endpoint_url=moto_url), page=3) for _ in range(2))
    plain.direct = lambda: None  # type: ignore[method-assign]
    sent = of_botocore(direct)
    refs = list(direct.list(bucket))
    assert refs == list(plain.list(bucket)) and {ref.key for ref in refs} == set(KEYS)
    assert sent.total() == 1  # the first page
    for ref in refs:
        with direct.open(ref) as ours, plain.open(ref) as theirs:
            assert ours.read() == theirs.read() == ref.key.encode() * 9
    assert sent.total() == 1
    assert direct.traffic.requests == plain.traffic.requests == 3 + len(KEYS)
    assert direct.traffic.bytes_read == plain.traffic.bytes_read


def test_under_a_limit_botocore_sends_every_request(moto_url: str, make_bucket: MakeBucket) -> None:
    bucket = make_bucket({"a.txt": b"a", "b.txt": b"b"})
    store = S3Store(Targets(endpoint_url=moto_url))
    refs = list(store.list(bucket))
    sent = of_botocore(store)
    store.traffic.limit(5, None)
    assert [store.open(ref).read() for ref in refs] == [b"a", b"b"] and sent.total() == 2


def test_an_object_that_is_gone_is_asked_for_by_botocore_and_so_is_what_follows(
    moto_url: str, make_bucket: MakeBucket
) -> None:
    bucket = make_bucket({"a.txt": b"a"})
    store = S3Store(Targets(endpoint_url=moto_url))
    (ref,) = store.list(bucket)
    sent = of_botocore(store)
    store._answered = True
    assert store.open(ref).read() == b"a" and not sent
    gone = ObjectRef(bucket, "gone.txt", etag="e", size=1)
    with pytest.raises(Exception, match="gone"):
        store.open(gone).read()
    before = sent.total()
    assert before and store.open(ref).read() == b"a" and sent.total() == before + 1


def certified(folder: Path) -> tuple[Path, Path]:
    """Return the files of a key and of a certificate that it signed itself, for 127.0.0.1."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(plain)
    (folder / "ca.pem").write_bytes(certificate.public_bytes(pem))
    return folder / "key.pem", folder / "ca.pem"


def test_over_tls_one_connection_serves_and_an_unknown_authority_is_refused(
    tmp_path: Path, own_environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, authority = certified(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, key)
    connections = Counter[tuple[str, int]]()

    class Counted(Canned):
        def setup(self) -> None:
            connections[self.client_address] += 1
            super().setup()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counted)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    monkeypatch.setenv("AWS_CA_BUNDLE", str(authority))
    store = S3Store(Targets(endpoint_url=f"https://127.0.0.1:{server.server_address[1]}"))
    sent = of_botocore(store)
    assert sum(1 for _ in store.list("b")) == 1000 * PAGES
    ref = ObjectRef("b", "k.txt", etag=ETAG, size=len(BODY))
    for _ in range(3):
        with store.open(ref) as body:
            assert body.read() == BODY
    assert sent.total() == 1 and len(connections) == 2
    monkeypatch.delenv("AWS_CA_BUNDLE")
    other = S3Store(store.settings)
    other._direct._places = store._direct._places
    assert other._direct.get("b", "k.txt", None, {}) is None
    server.shutdown()
    server.server_close()


def test_a_key_that_begins_with_a_slash_is_left_to_botocore_where_the_host_is_the_bucket() -> None:
    asked: list[str] = []
    direct = Direct(Session(), lambda: asked.append("request"), lambda: (0.1, 0.1), str)
    direct._places["b"] = Place("http", "127.0.0.1:1", "", "us-east-1", False, {})
    assert direct.get("b", "/a.txt", None, {}) is None
    assert not asked
    assert direct.get("b", "a.txt", None, {}) is None  # nobody answers there
    assert asked == ["request"]
