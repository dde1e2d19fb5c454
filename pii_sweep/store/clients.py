"""botocore clients made from the settings: one per service and region, for any S3 endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import boto3
import botocore.session
from botocore import UNSIGNED
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import DeferredRefreshableCredentials
from botocore.loaders import Loader, create_loader
from botocore.utils import parse_timestamp

from pii_sweep.config import Targets
from pii_sweep.errors import UsageError
from pii_sweep.store import accounts, assumed_role
from pii_sweep.store.faults import NO_CREDENTIALS, translate_errors
from pii_sweep.store.http.pace import pace_botocore

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3control import S3ControlClient
    from mypy_boto3_sts import STSClient

# A first request, and one after the endpoint failed to answer, gives up within about 20 s; patience pays
# once it has answered: a request that hangs takes some two minutes then, and throttling is waited out.
HASTY = (4, 8, 2)  # seconds to connect, seconds to answer, attempts
PATIENT = (5, 30, 5)
DEFAULT_REGION = "us-east-1"


def session_of(settings: Targets, account: str = "") -> boto3.session.Session:
    """Return a session for the settings, with an account's role where one is named.

    The role is assumed at the first request. Raises UsageError for an unknown profile or no credentials,
    ConfigError for an account that the settings' file does not name.
    """
    with translate_errors(""):
        core = _core(settings.profile)
        if account:
            assumed_role.assume(core, _assume_role(settings, account))
        session = boto3.session.Session(region_name=settings.region, botocore_session=core)
        if not settings.anonymous and session.get_credentials() is None:
            raise UsageError(NO_CREDENTIALS)
    return session


def _core(profile: str | None = None) -> botocore.session.Session:
    pace_botocore()
    core = botocore.session.Session(profile=profile)
    core.register_component("data_loader", _loader())
    # Most of the time of a listing would go into dates; S3's are all of one form.
    core.get_component("response_parser_factory").set_parser_defaults(timestamp_parser=parse_moment)
    return core


@cache
def _loader() -> Loader:
    """Return what reads the services' descriptions, once for all sessions: that is most of what one costs."""
    return create_loader()


@cache
def _assume_role(settings: Targets, account: str) -> DeferredRefreshableCredentials:
    """Return an account's credentials, which all sessions of this process share."""
    caller = session_of(settings)
    create = partial(
        caller.client, region_name=_region(caller), endpoint_url=settings.endpoint_url,
        config=_config(patient=True),
    )  # fmt: skip
    role = accounts.role_of(settings.accounts, account)
    return assumed_role.refreshing_credentials(role, _region(caller), caller.get_credentials(), create)


def unknown_region(settings: Targets) -> list[str]:
    """Return Amazon's regions where the settings ask Amazon in one that is none of them, nothing elsewhere.

    Another server than Amazon's calls its regions as it likes.
    """
    if settings.region is None or settings.endpoint_url:
        return []
    with translate_errors(""):
        core = _core(settings.profile)
        regions = {
            name
            for partition in core.get_available_partitions()
            for name in core.get_available_regions("s3", partition)
        }
        if settings.region in regions:
            return []
        # The environment and the profile may name another server.
        client = boto3.session.Session(botocore_session=core).client(
            "s3", region_name=DEFAULT_REGION, config=Config(signature_version=UNSIGNED)
        )
    return sorted(regions) if is_amazon(client.meta.endpoint_url) else []


def parse_moment(text: str) -> datetime | None:
    """Return the moment that a reply names; None for what is no date, which no sweep has to end for."""
    try:
        if isinstance(text, str) and text.endswith("Z"):  # not a header's date, nor another server's taste
            return datetime.fromisoformat(text)
        return parse_timestamp(text)
    except (ValueError, OverflowError):
        return None


def invented_session(settings: Targets) -> boto3.session.Session:
    """Return a session with a key that nobody has: who answers it checks no signatures."""
    return boto3.session.Session(
        "INVENTED" + "0" * 12, "0" * 40, region_name=settings.region, botocore_session=_core()
    )


def s3_client(session: boto3.session.Session, settings: Targets, *, patient: bool = False) -> S3Client:
    """Return an S3 client; buckets go into the path where the endpoint is not Amazon's own.

    Raises UsageError for an endpoint that is no URL.
    """
    client = _s3(session, settings, patient=patient, style="auto")
    # The endpoint may also come from AWS_ENDPOINT_URL or the profile, so ask the client.
    if is_amazon(client.meta.endpoint_url):
        return client
    return _s3(session, settings, patient=patient, style="path")


def control_client(session: boto3.session.Session, settings: Targets) -> S3ControlClient:
    """Return a client for the account's Public Access Block and access points."""
    client: S3ControlClient = session.client(
        "s3control", region_name=_region(session), endpoint_url=settings.endpoint_url, config=_config()
    )
    base = client.meta.endpoint_url
    if not is_amazon(base):
        # Amazon has a host per account; other servers have the one they were given.
        client.meta.events.register_first("request-created.s3-control", _to_host(base))
    return client


def sts_client(session: boto3.session.Session, settings: Targets) -> STSClient:
    """Return a client that names the caller's account."""
    client: STSClient = session.client(
        "sts", region_name=_region(session), endpoint_url=settings.endpoint_url, config=_config()
    )
    return client


def _s3(
    session: boto3.session.Session,
    settings: Targets,
    *,
    patient: bool,
    style: Literal["auto", "path"],
) -> S3Client:
    _check_url(settings.endpoint_url)
    config = _config(patient=patient, style=style)
    if settings.anonymous:
        config = config.merge(Config(signature_version=UNSIGNED))
    try:
        with translate_errors(""):
            client: S3Client = session.client(
                "s3",
                region_name=_region(session),
                endpoint_url=settings.endpoint_url,
                config=config,
            )
            client.meta.events.register_first("needs-retry.s3.HeadBucket", _follow_no_stranger)
            return client
    except ValueError:  # botocore's word for a bad URL, whatever its source
        raise UsageError("the endpoint is not a URL; give --endpoint-url http://host:port") from None


def _config(*, patient: bool = False, style: Literal["auto", "path"] = "auto") -> Config:
    connect, answer, attempts = PATIENT if patient else HASTY
    return Config(
        connect_timeout=connect,
        read_timeout=answer,
        retries={"mode": "adaptive", "total_max_attempts": attempts},
        s3={"addressing_style": style},
        max_pool_connections=32,
        # Other servers know no trailing checksums, and range reads carry none.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        user_agent_extra="pii-sweep",
    )


def _region(session: boto3.session.Session) -> str:
    return session.region_name or DEFAULT_REGION


def is_amazon(url: str) -> bool:
    """Return whether an endpoint is Amazon's own."""
    host = urlsplit(url).hostname or ""
    return host.endswith((".amazonaws.com", ".amazonaws.com.cn", ".api.aws"))


def _check_url(url: str | None) -> None:
    if url is None:
        return
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise UsageError("the endpoint is not a URL; give --endpoint-url http://host:port")


def _follow_no_stranger(
    request_dict: dict[str, Any], response: tuple[Any, Mapping[str, Any]] | None = None, **_: object
) -> None:
    """Let botocore not ask for the region of a bucket whose HEAD leads elsewhere and names none.

    It asks that by the same HEAD, again and again: a page for logging in, or a server that wants https.
    """
    if response is None or response[0] is None or response[0].status_code not in {301, 302, 307}:
        return
    if "x-amz-bucket-region" not in response[1].get("ResponseMetadata", {}).get("HTTPHeaders", {}):
        request_dict.setdefault("context", {}).setdefault("s3_redirect", {})["redirected"] = True


def _to_host(base: str) -> Callable[..., None]:
    """Return a botocore handler that sends a request to the endpoint as it was given, before signing."""
    scheme, host = urlsplit(base)[:2]

    def handler(request: AWSRequest, **_: object) -> None:
        request.url = urlsplit(str(request.url))._replace(scheme=scheme, netloc=host).geturl()

    return handler
