"""A sweep of many accounts: roles that are assumed, one that is refused, one that is throttled."""

from __future__ import annotations

import http.client
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import boto3
import pandas as pd
import pytest
from moto.server import ThreadedMotoServer

from pii_sweep.config import Targets
from pii_sweep.store.s3 import S3Store
from tests.conftest import Command

ACCOUNTS = tuple(f"1111000000{number:02}" for number in range(6))
DENIED, THROTTLED, REVOKED = ACCOUNTS[2], ACCOUNTS[4], ACCOUNTS[1]
SECRET, ROLE = "external-id-4711", "privacy/Sweeper-of-buckets"
TEXT = b"Maria Gonzalez, 12 Elm Street, Sacramento, CA 95814, maria.gonzalez@example.com, SSN 219-09-9999\n"
REFUSAL = (
    "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>User arn:aws:iam::1:user/me on "
    "arn:aws:iam::{account}:role/{role}</Message></Error></ErrorResponse>"
)
SLOW = b"<?xml version='1.0'?><Error><Code>SlowDown</Code><Message>m</Message></Error>"


@dataclass
class Cloud:
    """moto behind a proxy that refuses and throttles; `assumed` counts the roles that were asked for.

    With `revoking`, one role is refused once it was assumed; `lasts` is how long credentials hold.
    """

    url: str = ""
    revoking: bool = False
    assumed: Counter[str] = field(default_factory=Counter)
    slowed: Counter[str] = field(default_factory=Counter)
    lasts: timedelta | None = None

    def answer(self, path: str, body: bytes) -> tuple[int, bytes] | None:
        """Return what the proxy answers itself."""
        asked = {name: values[0] for name, values in parse_qs(body.decode("latin-1")).items()}
        if asked.get("Action") == "AssumeRole":
            account = asked["RoleArn"].split(":")[4]
            assert asked["RoleArn"] == f"arn:aws:iam::{account}:role/{ROLE}"
            self.assumed[account] += 1
            revoked = self.revoking and account == REVOKED and self.assumed[account] > 1
            if account == DENIED or revoked or asked.get("ExternalId") != SECRET:
                return 403, REFUSAL.format(code="AccessDenied", account=account, role=ROLE).encode()
            if account == THROTTLED and self.assumed[account] <= 2:
                return 400, REFUSAL.format(code="Throttling", account=account, role=ROLE).encode()
        elif THROTTLED in path and self.slowed["bucket"] < 3:
            self.slowed["bucket"] += 1
            return 503, SLOW
        return None


@pytest.fixture(scope="module")
def cloud() -> Iterator[Cloud]:
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    inner = "{}:{}".format(*moto.get_host_and_port())
    made = Cloud()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made, inner))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_port}"
    for account in ACCOUNTS:
        _fill(f"http://{inner}", account)
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        moto.stop()


def _fill(url: str, account: str) -> None:
    """Give an account a bucket with one document; the keys are the same in all accounts."""
    login = {"aws_access_key_id": "a", "aws_secret_access_key": "b", "region_name": "us-east-1"}
    sts = boto3.client("sts", endpoint_url=url, **login)
    given = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/{ROLE}", RoleSessionName="test")[
        "Credentials"
    ]
    s3 = boto3.client(
        "s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"], aws_session_token=given["SessionToken"],
    )  # fmt: skip
    s3.create_bucket(Bucket=f"data-{account}")
    s3.put_object(Bucket=f"data-{account}", Key="orders/a.txt", Body=TEXT)


def _handler(cloud: Cloud, inner: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, data, headers = self._asked(body)
            self.send_response(status)
            for name, value in headers.items():
                if name not in ("Content-Length", "Transfer-Encoding"):
                    self.send_header(name, value)
            self.send_header("Content-Length", headers.get("Content-Length") or str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        def _asked(self, body: bytes) -> tuple[int, bytes, dict[str, str]]:
            own = cloud.answer(self.path, body)
            if own is not None:
                return *own, {"Content-Type": "text/xml"}
            inside = http.client.HTTPConnection(inner)
            inside.request(self.command, self.path, body, dict(self.headers.items()))
            reply = inside.getresponse()
            data = reply.read()
            if cloud.lasts is not None and b"<Expiration>" in data:
                end = (datetime.now(UTC) + cloud.lasts).isoformat(timespec="seconds").encode()
                data = re.sub(
                    rb"<Expiration>.*?</Expiration>", b"<Expiration>" + end + b"</Expiration>", data
                )
            headers = dict(reply.headers.items())
            if self.command != "HEAD":
                headers["Content-Length"] = str(len(data))
            return reply.status, data, headers

        do_GET = do_HEAD = do_PUT = do_POST = _serve

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    return Handler


def _written(folder: Path, *accounts: str) -> Path:
    file = folder / "accounts.csv"
    lines = [f"{account},{ROLE},{SECRET},Team {int(account[-2:])}" for account in accounts]
    file.write_text("\n".join(["account,role,external_id,name", *lines]))
    return file


def _environment(cloud: Cloud) -> dict[str, str]:
    return {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_ENDPOINT_URL": cloud.url}


def test_six_accounts_are_one_sweep_in_which_a_refusal_is_one_unknown_row(
    cloud: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_process: Command
) -> None:
    out, environment = tmp_path / "sweep", _environment(cloud)
    what = ("--all-buckets", "--accounts", _written(tmp_path, *ACCOUNTS), "--ocr", "off", "--out", out)
    monkeypatch.setattr(cloud, "revoking", True)  # planned, and refused when it is read
    first = in_process("run", *what, **environment)
    assert first.returncode == 3, first.stderr
    assert cloud.slowed["bucket"] == 3 and cloud.assumed[THROTTLED] > 2
    # Roles are assumed by the process that plans and by the fetcher, not by each store or request.
    assert max(cloud.assumed[account] for account in set(ACCOUNTS) - {DENIED, THROTTLED, REVOKED}) == 2

    buckets = pd.read_parquet(out / "buckets.parquet").set_index("account")
    assert sorted(buckets.index) == list(ACCOUNTS)
    refused = buckets.loc[DENIED]
    assert (refused["bucket"], refused["rating"]) == (f"account {DENIED}", "UNKNOWN")
    assert not refused["listing_complete"] and refused["account_name"] == "Team 2"
    assert (buckets["analysed"] == 1).sum() == 4 and set(buckets.index[buckets["rating"] == "UNKNOWN"]) == {
        DENIED, REVOKED,
    }  # fmt: skip
    for name in ("strata", "objects", "findings"):
        known = set(ACCOUNTS) - ({DENIED, REVOKED} if name == "findings" else {DENIED})
        assert set(pd.read_parquet(out / f"{name}.parquet")["account"]) == known
    objects = pd.read_parquet(out / "objects.parquet").set_index("account")
    assert objects["reason"][REVOKED] == "PERMISSION_DENIED" and not objects["reason"][THROTTLED]

    monkeypatch.setattr(cloud, "revoking", False)
    again = in_process("run", *what, **environment)
    assert again.returncode == 3, again.stderr
    assert list(pd.read_parquet(out / "objects.parquet")["status"]) == ["ANALYSED"] * 5
    assert f"Team 4 ({THROTTLED})" in again.stdout and f"Team 2 ({DENIED})" in again.stdout
    page = (out / "report.html").read_text()
    assert f"Team 2 ({DENIED})" in page
    assert f"account {DENIED} could not be listed (access denied), so nothing was read" in page
    _say_no_role(out, first.stderr, first.stdout, again.stderr, again.stdout)


def _say_no_role(out: Path, *printed: str) -> None:
    """Check that neither a role nor an external id is printed or in the sweep directory."""
    with closing(sqlite3.connect(out / "sweep.sqlite")) as db:
        held = [str(row) for row in db.execute("SELECT name, value FROM meta")]
    pages = [(out / name).read_text() for name in ("report.html", "findings.html", "manifest.json")]
    for text in (*printed, *held, *pages):
        assert SECRET not in text and ROLE not in text and "Sweeper-of-buckets" not in text


def test_a_role_is_assumed_again_before_its_credentials_expire(
    cloud: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in _environment(cloud).items():
        monkeypatch.setenv(name, value)
    account = ACCOUNTS[0]
    monkeypatch.setattr(cloud, "lasts", timedelta(minutes=5))
    store = S3Store(Targets(accounts=str(_written(tmp_path, account))), account=account)
    before = cloud.assumed[account]
    for _ in range(3):
        assert store.buckets() == [f"data-{account}"]
    assert cloud.assumed[account] - before == 3
    monkeypatch.setattr(cloud, "lasts", timedelta(hours=1))
    for _ in range(3):
        assert store.buckets() == [f"data-{account}"]
    assert cloud.assumed[account] - before == 4


def test_a_named_bucket_is_read_with_the_role_of_its_account_and_no_other(
    cloud: Cloud, tmp_path: Path, in_process: Command
) -> None:
    here, environment = f"s3://data-{ACCOUNTS[5]}", _environment(cloud)
    roles = _written(tmp_path, ACCOUNTS[5], DENIED)
    told = in_process("plan", here, "--accounts", roles, "--json", **environment)
    assert [row["bucket"] for row in json.loads(told.stdout)] == [here[5:]], told.stderr
    lost = in_process("plan", "s3://data-of-others", "--accounts", roles, **environment)
    assert lost.returncode == 2
    assert "lists bucket data-of-others" in lost.stderr and f"account {DENIED}" not in lost.stdout
    assert DENIED in lost.stderr


def test_doctor_names_the_account_that_refuses_its_role(
    cloud: Cloud, tmp_path: Path, in_process: Command
) -> None:
    told = in_process(
        "doctor", "--accounts", _written(tmp_path, ACCOUNTS[0], DENIED), "--json", **_environment(cloud)
    )
    checks = {row["name"]: row for row in json.loads(told.stdout)}
    assert checks[f"account {ACCOUNTS[0]} (Team 0)"]["ok"]
    refused = checks[f"account {DENIED} (Team 2)"]
    assert not refused["ok"] and "trust policy" in refused["remedy"]
    assert SECRET not in told.stdout + told.stderr and ROLE not in told.stdout + told.stderr
