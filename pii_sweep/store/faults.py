"""botocore's exceptions become ours, once and without their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from botocore import exceptions as boto
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from pii_sweep.errors import (
    AccessDenied,
    ArchivedObject,
    InvalidEncryption,
    NoSuchBucket,
    NoSuchObject,
    ObjectChanged,
    StoreError,
    SweepError,
    Unreachable,
    UsageError,
)

NO_CREDENTIALS = (
    "no AWS credentials found; set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
    "give --profile NAME, or --anonymous for a public bucket"
)
# Codes that say the request's signature or token is not accepted: no bucket can be read with it.
BAD_CREDENTIALS: Mapping[str, str] = {
    "InvalidAccessKeyId": "the access key is not known here; check the profile and --endpoint-url",
    "SignatureDoesNotMatch": "the secret key does not fit the access key; check the credentials",
    "InvalidSecurity": "the credentials are not accepted; check the profile",
    "ExpiredToken": "the session token has expired; log in again and repeat the command",
    "ExpiredTokenException": "the session token has expired; log in again and repeat the command",
    "TokenRefreshRequired": "the session token has expired; log in again and repeat the command",
    "InvalidToken": "the session token is not valid; log in again and repeat the command",
    "InvalidClientTokenId": "the access key is not known to this endpoint; check the profile",
    "UnrecognizedClientException": "the access key is not known to this endpoint; check the profile",
    "RequestTimeTooSkewed": "this machine's clock differs too much from the server's; set the clock",
}
CODES: Mapping[str, type[StoreError]] = {
    "AccessDenied": AccessDenied,
    "AccessDeniedException": AccessDenied,
    "AllAccessDisabled": AccessDenied,
    "AccountProblem": AccessDenied,
    "UnauthorizedAccess": AccessDenied,
    "Forbidden": AccessDenied,
    "Unauthorized": AccessDenied,
    "401": AccessDenied,
    "403": AccessDenied,
    "NoSuchBucket": NoSuchBucket,
    "NoSuchKey": NoSuchObject,
    "NoSuchVersion": NoSuchObject,
    "MethodNotAllowed": NoSuchObject,  # the version asked for is a delete marker
    "405": NoSuchObject,
    "PreconditionFailed": ObjectChanged,
    "412": ObjectChanged,
    "InvalidRange": ObjectChanged,  # shorter than listed
    "416": ObjectChanged,
    "InvalidObjectState": ArchivedObject,
}
# What passes by itself: the same command asks again. S3 says RequestTimeout and its kin with status 400.
THROTTLED = frozenset(
    {
        "Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException",
        "TooManyRequests", "SlowDown", "RequestTimeout", "BandwidthLimitExceeded",
    }
)  # fmt: skip
# Without a code of S3 and without a region: a proxy wants a login, or the server another address.
LED_ELSEWHERE = frozenset({"301", "302", "303", "307", "308", "407", "511"})
OVERLOADED = frozenset({408, 429, 500, 502, 503, 504})
SAYS: Mapping[type[StoreError], str] = {
    AccessDenied: "access to bucket {bucket} is denied; ask its owner for s3:ListBucket and s3:GetObject",
    NoSuchBucket: "there is no bucket {bucket} at this endpoint; check the name and --endpoint-url",
    NoSuchObject: "an object of bucket {bucket} is gone",
    ObjectChanged: "an object of bucket {bucket} is not the one that was listed",
    ArchivedObject: "an object of bucket {bucket} is archived; restore it first",
    InvalidEncryption: "an object of bucket {bucket} is encrypted with a key that may not be used",
}
LOGIN = (
    boto.NoCredentialsError,
    boto.PartialCredentialsError,
    boto.CredentialRetrievalError,
    boto.TokenRetrievalError,
    boto.SSOError,
    boto.RefreshWithMFAUnsupportedError,
)
NETWORK = (
    boto.HTTPClientError,
    boto.ConnectionError,
    boto.IncompleteReadError,
)
SETTINGS = (
    boto.ProfileNotFound,
    boto.ConfigNotFound,
    boto.ConfigParseError,
    boto.InvalidConfigError,
    boto.InvalidRegionError,
    boto.NoRegionError,
    boto.UnsupportedS3ConfigurationError,
    boto.InvalidS3AddressingStyleError,
)


def code(error: ClientError) -> str:
    """Return the S3 error code, or the HTTP status where the reply has none."""
    return str(error.response.get("Error", {}).get("Code", "") or status(error))


def status(error: ClientError) -> int:
    """Return the HTTP status of the reply; 0 where unknown."""
    reply: Mapping[str, Any] = error.response.get("ResponseMetadata", {})
    return int(reply.get("HTTPStatusCode", 0))


def right_region(error: ClientError) -> str | None:
    """Return the region that a "wrong region" reply names, or None for other errors."""
    if code(error) not in {
        "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException",
        "TemporaryRedirect", "301", "307", "400",
    }:  # fmt: skip
        return None
    headers = error.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    named: Any = error.response.get("Error", {}).get("Region") or headers.get("x-amz-bucket-region")
    return str(named) if named else None


def translate(error: BotoCoreError | ClientError, bucket: str, *, of_object: bool = False) -> SweepError:
    """Return our exception for botocore's; it names the bucket and what to do, nothing of the reply."""
    if isinstance(error, ClientError):
        return _from_reply(error, bucket, of_object=of_object)
    if isinstance(error, LOGIN):
        return UsageError(NO_CREDENTIALS)
    if isinstance(error, SETTINGS):
        return UsageError(
            "the AWS profile or region cannot be used; check --profile, --region and ~/.aws/config"
        )
    if isinstance(error, boto.ParamValidationError):
        return UsageError(f"'{bucket}' is not a bucket name; give s3://bucket[/prefix]")
    if isinstance(error, NETWORK):
        return Unreachable("the endpoint does not answer; check --endpoint-url and the network")
    return StoreError(f"reading bucket {bucket} failed: {type(error).__name__}")


def _from_reply(error: ClientError, bucket: str, *, of_object: bool) -> SweepError:
    name, words = code(error), str(error.response.get("Error", {}).get("Message", "")).lower()
    if name in BAD_CREDENTIALS:
        return UsageError(BAD_CREDENTIALS[name])
    if error.operation_name == "AssumeRole":
        return _from_sts(error)
    region = right_region(error)
    if region:
        return UsageError(f"bucket {bucket} lies in region {region}; give --region {region}")
    if name.startswith("KMS.") or (name in {"AccessDenied", "403"} and "kms" in words):
        return InvalidEncryption(SAYS[InvalidEncryption].format(bucket=bucket), reason="INVALID_KMS_KEY")
    if of_object and status(error) == 400 and (name == "400" or "encrypt" in words):
        return InvalidEncryption(SAYS[InvalidEncryption].format(bucket=bucket))
    ours = CODES.get(name)
    if ours is None and name in {"404", "NotFound"}:
        ours = NoSuchObject if of_object else NoSuchBucket
    if name == "InvalidBucketName":
        return UsageError(f"'{bucket}' is not a bucket name; give s3://bucket[/prefix]")
    if ours is not None:
        return ours(SAYS[ours].format(bucket=bucket))
    if name in LED_ELSEWHERE:
        return Unreachable(
            f"the endpoint leads elsewhere ({name}), to a page for logging in or from http to https; "
            "check --endpoint-url and the proxy"
        )
    if name in THROTTLED or status(error) in OVERLOADED:
        return Unreachable(
            f"the endpoint is overloaded or out of order ({status(error)}) for bucket {bucket}"
        )
    return StoreError(f"reading bucket {bucket} failed: {status(error)} {name}")


def _from_sts(error: ClientError) -> StoreError:
    """Return what an account's refusal to let its role be assumed means (`assumed_role`)."""
    account, name = error.response["Error"]["Message"], code(error)
    if CODES.get(name) is AccessDenied:
        return AccessDenied(
            f"{account} refuses its role; check the role's name, its trust policy and the external id"
        )
    if name in THROTTLED or status(error) in OVERLOADED:
        return Unreachable(f"{account}: STS is overloaded; give the same command again later")
    return StoreError(f"{account}: its role cannot be assumed: {status(error)} {name}")


@contextmanager
def translate_errors(bucket: str, *, of_object: bool = False) -> Iterator[None]:
    """Turn botocore's exceptions into ours; raises StoreError or UsageError."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise translate(error, bucket, of_object=of_object) from None
    except ValueError:
        if not bucket:  # a setting's, before any request
            raise
        # botocore passes on what is no number, in a header or a page
        raise Unreachable("the endpoint does not speak S3; check --endpoint-url") from None
    except ResponseParserError:
        raise Unreachable("the endpoint does not speak S3; check --endpoint-url") from None
