"""Servers and buckets for the store's tests: moto over real HTTP, and Ceph's gateway where installed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.gate import fill_bucket
from tests.store import rgw

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

NUMBERS = itertools.count(1)
FEW = 20


@pytest.fixture(autouse=True)
def login(own_environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test made-up credentials."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", rgw.OWNER.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", rgw.OWNER.secret_key)


@pytest.fixture(scope="session")
def moto_url() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def client(moto_url: str) -> S3Client:
    return _clients(moto_url)


@cache
def _clients(url: str) -> S3Client:
    """Return the client of a server, made once: that takes longer than most requests."""
    return boto3.client(
        "s3",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id=rgw.OWNER.access_key,
        aws_secret_access_key=rgw.OWNER.secret_key,
    )


@pytest.fixture
def make_bucket(client: S3Client) -> Callable[[Mapping[str, bytes]], str]:
    """Return a function that makes a bucket of its own with the objects given."""

    def make(objects: Mapping[str, bytes]) -> str:
        name = f"bucket-{next(NUMBERS)}"
        if len(objects) > FEW:  # what is tested is the listing
            fill_bucket(name, objects)
            return name
        client.create_bucket(Bucket=name)
        for key, body in objects.items():
            client.put_object(Bucket=name, Key=key, Body=body)
        return name

    return make


@pytest.fixture(scope="session")
def gateway_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    reason = rgw.missing()
    if reason:
        pytest.skip(reason)
    with rgw.gateway(tmp_path_factory.mktemp("rgw")) as url:
        yield url
