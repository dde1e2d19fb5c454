"""What each error of a store becomes: every code and status of a reply, of a bucket, an object and STS."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from botocore import exceptions as boto
from botocore.exceptions import ClientError

from pii_sweep.store import faults
from tests.held import digest

CODES = (
    *sorted(faults.CODES), *sorted(faults.BAD_CREDENTIALS), *sorted(faults.THROTTLED), "KMS.DisabledException", "PermanentRedirect",
    "AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "TemporaryRedirect", "301", "307", "400",
    "404", "NotFound", "InvalidBucketName", "InternalError", "SlowDown", "",
)  # fmt: skip
STATUSES = (200, 301, 400, 403, 404, 408, 412, 416, 429, *range(500, 506))
MESSAGES = ("", "The object is encrypted", "not authorized to use KMS")
OTHERS = (
    boto.NoCredentialsError(), boto.ProfileNotFound(profile="p"), boto.ParamValidationError(report="r"),
    boto.ReadTimeoutError(endpoint_url="u"), boto.ConnectionClosedError(endpoint_url="u"),
    boto.IncompleteReadError(actual_bytes=1, expected_bytes=2), boto.NoRegionError(), boto.UnknownServiceError(
        service_name="s", known_service_names=""
    ), boto.SSOTokenLoadError(error_msg="m"), boto.InvalidRegionError(region_name="r"),
)  # fmt: skip


def lines() -> Iterator[str]:
    """Yield what replies become by their codes, then by their statuses, then the errors without a reply."""
    for code in CODES:
        said = [
            _told(_reply(code, status, message, "GetObject"), of_object=of_object)
            for status, message, of_object in product((0, 400, 403), MESSAGES, (False, True))
        ]
        yield f"code {code or '-'} {said[0]} all {digest(said)} region {_region(code)}"
    for status, code in product(STATUSES, ("", "Other", *sorted(faults.THROTTLED), "AccessDenied")):
        ours, sts = (_told(_reply(code, status, "7", name)) for name in ("ListObjectsV2", "AssumeRole"))
        yield f"status {status} {code or '-'} {ours} | {sts}"
    for error in OTHERS:
        yield f"other {type(error).__name__} {_told(error)}"


def _reply(code: str, status: int, message: str, operation: str, region: str = "") -> ClientError:
    reply = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    reply["ResponseMetadata"]["HTTPHeaders"] = {"x-amz-bucket-region": region} if region else {}
    return ClientError(reply, operation)


def _told(error: boto.BotoCoreError | ClientError, *, of_object: bool = False) -> str:
    ours = faults.translate(error, "b", of_object=of_object)
    return f"{type(ours).__name__} {getattr(ours, 'reason', '')} {digest(str(ours))}"


def _region(code: str) -> str | None:
    return faults.right_region(_reply(code, 400, "", "GetObject", "eu-west-1"))
