"""One request without credentials: what it is given, anyone is given."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from pii_sweep.store.s3 import S3Store
from pii_sweep.types import ObjectRef


def probe_anonymous(store: S3Store, bucket: str, ref: ObjectRef | None) -> str | None:
    """Return how an anonymous request succeeded, or None where it did not.

    Asks for one key of the listing and, where that is refused and an object is given, for
    its first byte. A refusal proves nothing: objects may be public one by one. Only used
    where the configuration cannot be read, for a server that checks no signatures would
    make every bucket look public.
    """
    client = store.anonymous_client(bucket)
    try:
        client.list_objects_v2(Bucket=bucket, MaxKeys=1)
        return "anonymous request succeeded: anyone may list the objects"
    except (BotoCoreError, ClientError, ResponseParserError):
        pass  # a refusal is the expected answer
    if ref is None:
        return None
    try:
        reply = client.get_object(Bucket=bucket, Key=ref.key, Range="bytes=0-0")
        reply["Body"].close()
        return "anonymous request succeeded: anyone may read an object"
    except (BotoCoreError, ClientError, ResponseParserError):
        return None
