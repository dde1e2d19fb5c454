"""Versions that a listing does not show are found by one page, and only where there may be any."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from pii_sweep.config import Settings, Targets, change
from pii_sweep.plan import frames
from pii_sweep.store.access.older_versions import find_older_versions
from pii_sweep.store.folder import FolderStore
from pii_sweep.store.s3 import S3Store
from pii_sweep.types import Target

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

NUMBERS = itertools.count(1)


@pytest.fixture
def versioned(client: S3Client) -> str:
    """Return a bucket whose versioning is on."""
    name = f"versioned-{next(NUMBERS)}"
    client.create_bucket(Bucket=name)
    client.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return name


@pytest.fixture
def store(moto_url: str) -> S3Store:
    return S3Store(Targets(endpoint_url=moto_url, region="us-east-1"))


def test_an_overwritten_object_has_an_older_version(client: S3Client, store: S3Store, versioned: str) -> None:
    client.put_object(Bucket=versioned, Key="a", Body=b"first")
    assert find_older_versions(store, versioned, "enabled") == "none"
    client.put_object(Bucket=versioned, Key="a", Body=b"second")
    assert find_older_versions(store, versioned, "enabled") == "held"
    assert find_older_versions(store, versioned, "enabled", ("b/",)) == "none"
    assert find_older_versions(store, versioned, "enabled", ("b/", "a")) == "held"


def test_a_deleted_object_lies_below_its_marker(client: S3Client, store: S3Store, versioned: str) -> None:
    client.put_object(Bucket=versioned, Key="a", Body=b"first")
    client.delete_object(Bucket=versioned, Key="a")
    assert find_older_versions(store, versioned, "suspended") == "held"


def test_a_marker_over_nothing_is_no_version(client: S3Client, store: S3Store, versioned: str) -> None:
    client.delete_object(Bucket=versioned, Key="never-there")
    assert find_older_versions(store, versioned, "enabled") == "none"


def test_a_page_that_is_not_whole_leaves_it_unknown(
    client: S3Client, store: S3Store, versioned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pii_sweep.store.access.older_versions.PAGE", 2)
    for key in "abc":
        client.put_object(Bucket=versioned, Key=key, Body=b"first")
    assert find_older_versions(store, versioned, "enabled") == "unknown"


def test_a_refused_request_leaves_it_unknown(store: S3Store, versioned: str, monkeypatch) -> None:
    def refuse(code: str, status: int):
        reply = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}

        def ask(question: object) -> object:
            raise ClientError(reply, "ListObjectVersions")

        return ask

    monkeypatch.setattr(store, "ask_raw", refuse("AccessDenied", 403))
    assert find_older_versions(store, versioned, "enabled") == "unknown"
    assert find_older_versions(store, versioned, "unknown") == "unknown"
    monkeypatch.setattr(store, "ask_raw", refuse("NotImplemented", 501))
    assert find_older_versions(store, versioned, "enabled") == "unknown"
    assert find_older_versions(store, versioned, "unknown") == "none"


def test_nothing_is_asked_where_no_version_can_be_left_out(moto_url: str, versioned: str, tmp_path) -> None:
    plain, all_of_them = (
        S3Store(Targets(endpoint_url=moto_url, region="us-east-1", versions=versions))
        for versions in (False, True)
    )
    assert find_older_versions(plain, versioned, "off") == "none"
    assert find_older_versions(all_of_them, versioned, "enabled") == "none"
    assert find_older_versions(FolderStore(tmp_path), tmp_path.name, "unknown") == "none"
    assert (plain.traffic.requests, all_of_them.traffic.requests) == (0, 0)


def test_a_plan_notes_older_versions_and_the_prefix_that_was_asked_for(
    client: S3Client, moto_url: str, versioned: str, make_bucket
) -> None:
    settings = change(Settings(), "targets", endpoint_url=moto_url, region="us-east-1")
    client.put_object(Bucket=versioned, Key="a/1", Body=b"first")
    client.delete_object(Bucket=versioned, Key="a/1")
    client.put_object(Bucket=versioned, Key="b/1", Body=b"first")
    plain = make_bucket({"a/1": b"first"})
    whole, part, unversioned = (
        frames.plan([target], settings, lambda *_: None)[0].frame
        for target in (Target("s3", versioned), Target("s3", versioned, "b/"), Target("s3", plain))
    )
    assert (whole.older_versions, whole.prefixes) == ("held", ())
    assert (part.older_versions, part.prefixes) == ("none", ("b/",))
    assert (unversioned.older_versions, unversioned.prefixes) == ("none", ())
