"""What a bucket's configuration does not say: rights of single objects, and what anyone really gets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from pii_sweep.errors import BudgetSpent, StoreError
from pii_sweep.store.access import acl
from pii_sweep.store.access.configuration import attempt
from pii_sweep.store.access.policy import ANYONE
from pii_sweep.store.s3 import S3Store
from pii_sweep.types import ObjectRef

REFUSALS = (BotoCoreError, ClientError, ResponseParserError, BudgetSpent, ValueError)
LOOKED_AT = 5
PAGE = 1000


def some_objects(store: S3Store, bucket: str) -> tuple[ObjectRef, ...]:
    """Return a few objects, spread over the first page of the listing; none where it is refused."""
    try:
        page = [ref for ref in islice(store.list(bucket), PAGE) if ref.size]
    except StoreError:
        return ()
    step = max(len(page) // LOOKED_AT, 1)
    return tuple(page[::step][:LOOKED_AT])


def public_objects(store: S3Store, bucket: str, refs: Sequence[ObjectRef]) -> str | None:
    """Return how many of some objects anyone may read by their own ACLs, as a reason, or None."""
    if not refs:
        return None
    answers = [
        attempt(
            "object acl",
            lambda ref=ref: store.ask_raw(  # type: ignore[misc]
                lambda client: client.get_object_acl(Bucket=bucket, Key=ref.key)
            ),
        )
        for ref in refs
    ]
    found = sum(
        any(grant.who == ANYONE and grant.access == "read" for grant in acl.object_grants(answer.value))
        for answer in answers
    )
    return f"anyone may read objects by their own ACLs ({found} of {len(refs)} looked at)" if found else None


def probe_anonymous(store: S3Store, bucket: str, ref: ObjectRef | None) -> str | None:
    """Return how an anonymous request succeeded, or None where it did not or proves nothing.

    Asks for one key of the listing and, where that is refused and an object is given, for
    its first byte. A refusal proves nothing: objects may be public one by one. Nor does a
    success where a request signed with an invented key succeeds as well: such a server (a
    test double, a gateway on a trusted network) checks no signatures at all.
    """
    found = _given_to_anyone(store, bucket, ref)
    return found if found and (store.amazon or _checks_signatures(store, bucket)) else None


def _given_to_anyone(store: S3Store, bucket: str, ref: ObjectRef | None) -> str | None:
    client = store.anonymous_client()
    try:
        client.list_objects_v2(Bucket=bucket, MaxKeys=1)
        return "anonymous request succeeded: anyone may list the objects"
    except REFUSALS:
        if ref is None:
            return None
    try:
        reply = client.get_object(Bucket=bucket, Key=ref.key, Range="bytes=0-0")
        reply["Body"].close()
        return "anonymous request succeeded: anyone may read an object"
    except REFUSALS:
        return None


def _checks_signatures(store: S3Store, bucket: str) -> bool:
    try:
        store.invented_client().list_objects_v2(Bucket=bucket, MaxKeys=1)
    except REFUSALS:
        return True
    return False
