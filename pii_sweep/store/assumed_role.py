"""Credentials of another account: its role is assumed through STS, and assumed again before they expire.

Source: "AssumeRole" of the AWS STS API Reference (2011-06-15).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

import botocore.session
from botocore.credentials import (
    AssumeRoleCredentialFetcher,
    CredentialProvider,
    CredentialResolver,
    DeferredRefreshableCredentials,
)
from botocore.exceptions import ClientError

from pii_sweep.store.accounts import Role

SESSION_NAME = "pii-sweep"  # what CloudTrail shows


class _Assumed(CredentialProvider):
    """Gives a session the credentials of an account."""

    METHOD = CANONICAL_NAME = "assume-role"

    def __init__(self, credentials: DeferredRefreshableCredentials) -> None:
        super().__init__()
        self._credentials = credentials

    def load(self) -> DeferredRefreshableCredentials:
        """Return the credentials."""
        return self._credentials


def assume(core: botocore.session.Session, credentials: DeferredRefreshableCredentials) -> None:
    """Let a session sign with the credentials of an account."""
    core.register_component("credential_provider", CredentialResolver([_Assumed(credentials)]))


def refreshing_credentials(
    role: Role, region: str | None, source: Any, create_client: Any
) -> DeferredRefreshableCredentials:
    """Return credentials that assume a role when first used and again before they expire.

    `source` are the caller's credentials, `create_client` makes an STS client from keys. A refusal is a
    ClientError of "AssumeRole" without STS's message, which quotes the role.
    """
    # botocore logs a failed renewal with its traceback; the failure itself is raised.
    logging.getLogger("botocore.credentials").setLevel(logging.CRITICAL)
    asked = {"RoleSessionName": SESSION_NAME} | ({"ExternalId": role.external_id} if role.external_id else {})
    fetcher = AssumeRoleCredentialFetcher(create_client, source, role.arn(region), extra_args=asked)
    return DeferredRefreshableCredentials(partial(_fetch, fetcher, role.account), "assume-role")


def _fetch(fetcher: AssumeRoleCredentialFetcher, account: str) -> Mapping[str, Any]:
    try:
        taken: Mapping[str, Any] = fetcher.fetch_credentials()
    except ClientError as error:
        kept = {"Code": error.response.get("Error", {}).get("Code", ""), "Message": f"account {account}"}
        reply: Any = {"Error": kept, "ResponseMetadata": error.response.get("ResponseMetadata", {})}
        raise ClientError(reply, "AssumeRole") from None
    return taken
