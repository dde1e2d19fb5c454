"""How Amazon and other servers are reached: hosts, patience, their dates, and endpoints that are refused."""

from __future__ import annotations

from datetime import UTC, datetime

import boto3
import pytest
from botocore import UNSIGNED
from botocore.awsrequest import AWSRequest

from pii_sweep.config import Targets
from pii_sweep.errors import ConfigError, StoreError, Unreachable, UsageError
from pii_sweep.store import clients, remote
from pii_sweep.store.accounts import account_name, role_of

SESSION = boto3.session.Session("k" * 20, "s" * 40)


@pytest.mark.parametrize(
    ("url", "amazon"),
    [
        ("https://s3.us-east-1.amazonaws.com", True),
        ("https://s3.cn-north-1.amazonaws.com.cn", True),
        ("https://s3.us-east-1.api.aws", True),
        ("https://amazonaws.com.example", False),
        ("http://127.0.0.1:9000", False),
        ("nonsense", False),
    ],
)
def test_amazon_is_known_by_its_hosts(url: str, amazon: bool) -> None:
    assert clients.is_amazon(url) is amazon


@pytest.mark.parametrize("url", ["ftp://x", "http://", "localhost:9000", "http://h:99999", "http://[", ""])
def test_an_endpoint_that_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="the endpoint is not a URL; give --endpoint-url"):
        clients.s3_client(SESSION, Targets(endpoint_url=url))


def test_buckets_go_into_the_path_where_the_server_is_not_amazon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    amazon, other = (
        clients.s3_client(SESSION, Targets(endpoint_url=url)) for url in (None, "http://127.0.0.1:9")
    )
    assert amazon.meta.config.s3 == {"addressing_style": "auto"} and amazon.meta.region_name == "us-east-1"
    assert other.meta.config.s3 == {"addressing_style": "path"}
    hidden = clients.s3_client(SESSION, Targets(anonymous=True, endpoint_url="http://127.0.0.1:9"))
    assert hidden.meta.config.signature_version is UNSIGNED


@pytest.mark.parametrize(("patient", "limits"), [(False, (4, 8, 2)), (True, (5, 30, 5))])
def test_a_first_request_gives_up_early_and_later_ones_do_not(
    patient: bool, limits: tuple[int, int, int]
) -> None:
    config = clients.s3_client(SESSION, Targets(), patient=patient).meta.config
    assert (config.connect_timeout, config.read_timeout, config.retries["total_max_attempts"]) == limits
    assert config.max_pool_connections == 32 and config.request_checksum_calculation == "when_required"


def test_requests_to_an_account_s_host_go_to_the_server_as_it_was_given() -> None:
    request = AWSRequest("GET", "http://111122223333.127.0.0.1:9/v20180820/x?y=1")
    clients._to_host("https://store.example:8443/")(request)
    assert request.url == "https://store.example:8443/v20180820/x?y=1"


def test_moments_of_replies_are_read_in_every_form() -> None:
    expected = datetime(2026, 1, 31, 12, tzinfo=UTC)
    for text in ("2026-01-31T12:00:00.000Z", "Sat, 31 Jan 2026 12:00:00 GMT", "2026-01-31T13:00:00+01:00"):
        assert clients.parse_moment(text) == expected


def test_an_account_s_role_is_found_by_its_number(tmp_path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text("account,role,name\n111122223333,sweeper,shop\n999988887777,reader,\n")
    assert role_of(str(path), "999988887777").role == "reader"
    assert account_name(str(path), "111122223333") == "shop" and account_name(None, "") == ""
    for where in (str(path), None):
        with pytest.raises(ConfigError, match="account 123 is not in .*; give --accounts FILE with its role"):
            role_of(where, "123")


@pytest.mark.parametrize(
    ("sent", "kind", "reason"),
    [
        ({"kind": "AccessDenied", "text": "no", "reason": "X"}, "AccessDenied", "X"),
        ({"kind": "UsageError", "text": "no", "reason": None}, "UsageError", None),
        ({"kind": "cause_of", "text": "no", "reason": None}, "Unreachable", Unreachable.reason),
        ({"kind": "Unheard", "text": "no", "reason": None}, "StoreError", StoreError.reason),
    ],
)
def test_an_error_from_the_fetcher_is_the_same_here(
    sent: dict[str, str], kind: str, reason: str | None
) -> None:
    error = remote._error(sent)
    assert type(error).__name__ == kind and str(error) == "no" and getattr(error, "reason", None) == reason
