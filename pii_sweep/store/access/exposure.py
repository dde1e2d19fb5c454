"""Who can read a bucket today, from its configuration; three-valued throughout.

A call that is denied, fails or is not offered leaves its part unread, and an unread part
that decides keeps the bucket from being PRIVATE. Policy, ACL and replication decide; an
access point lets nobody in whom the bucket's policy does not. Rights given object by object
(object ACLs) do not show in a bucket's configuration; a few objects are looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pii_sweep.errors import NoSuchBucket
from pii_sweep.store.access import acl, policy
from pii_sweep.store.access.configuration import Account, Part, access_points, is_own, read_configuration
from pii_sweep.store.access.controls import controls, encryption
from pii_sweep.store.access.file_permission import read_permissions
from pii_sweep.store.access.outsiders import Insiders, outsiders
from pii_sweep.store.access.policy import ANYONE, Access, Grant, Statement
from pii_sweep.store.access.probe import probe_anonymous, public_objects, some_objects
from pii_sweep.store.access.remedies import steps_for
from pii_sweep.store.folder import FolderStore
from pii_sweep.store.protocol import Store
from pii_sweep.store.s3 import S3Store
from pii_sweep.types import Answer, Exposure, ExposureLevel, ObjectRef

READING: frozenset[Access] = frozenset({"read", "list"})
KINDS: tuple[frozenset[Access], ...] = (
    READING, frozenset({"write"}), frozenset({"delete"}), frozenset({"erase"})
)  # fmt: skip
CLEAN = "neither policy nor ACL lets anyone outside in"
CLEAN_BUT_OBJECTS = "neither policy nor bucket ACL lets anyone outside in; ACLs of single objects may"
BEHIND_KEY = "objects under the bucket's KMS key cannot be read without it; older ones may not be under it"
UNDECIDED = "not all of the configuration that decides could be read"
SAYS: Mapping[Access, str] = {
    "read": "anyone may read objects",
    "list": "anyone may list the objects",
    "write": "anyone may write objects",
    "delete": "anyone may delete objects",
    "erase": "anyone may delete the versions of objects too",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The rights that a policy or an ACL gives, whether that is all, and whether a block voids them."""

    grants: tuple[Grant, ...]
    known: bool
    block: Answer
    caveat: str


@dataclass(frozen=True, slots=True)
class Access3:
    """What is known of public rights: the answer and the reasons for it."""

    answer: Answer
    reasons: tuple[str, ...] = ()


def read_exposure(store: Store, bucket: str, refs: Sequence[ObjectRef] = ()) -> Exposure:
    """Return who can read a bucket, what protects it, and the steps that close it.

    Where ACLs are in force, those of a few objects are looked at: `refs`, or some of the
    first page. What the configuration does not settle, and on other servers than Amazon's
    its "no" as well, is tried with an anonymous request.
    A folder's rights are its permission bits. A bucket that does not exist is UNKNOWN. Raises UsageError for
    bad credentials.
    """
    if isinstance(store, FolderStore):
        return read_permissions(store.root)
    if not isinstance(store, S3Store):
        return Exposure()
    try:
        parts = read_configuration(store, bucket)
    except NoSuchBucket as error:
        return Exposure(reasons=(str(error),), unread=("everything (no such bucket)",))
    if any(part.state == "unreachable" for part in parts.values()):
        return Exposure(
            reasons=("the endpoint did not answer",),
            unread=tuple(f"{part.name} ({part.state})" for part in parts.values() if not part.known),
        )
    account = store.account
    points = access_points(store, bucket, account, parts["policy"])
    parts |= {part.name: part for part in (account.block, points)}
    own = is_own(store, bucket, account)
    exposure = judge(parts, account, bucket, amazon=store.amazon, own=own)
    if exposure.public_read != "yes":
        proof = _proof(store, bucket, refs, parts, exposure.public_read)
        exposure = _apply_proof(exposure, proof) if proof else exposure
    return replace(exposure, steps=steps_for(exposure, parts, bucket, account))


def _proof(
    store: S3Store, bucket: str, refs: Sequence[ObjectRef], parts: Mapping[str, Part], read: Answer
) -> str | None:
    """Return how objects turn out to be public after all, or None."""
    ignore = _is_blocked(
        (parts["public access block"], store.account.block), "IgnorePublicAcls", store.amazon
    )
    by_acl = not _acls_off(parts) and ignore != "yes"
    refs = refs or (some_objects(store, bucket) if by_acl else ())
    proof = public_objects(store, bucket, refs) if by_acl and ignore == "no" else None
    if proof is None and (read == "indeterminate" or store.settings.anonymous or not store.amazon):
        proof = probe_anonymous(store, bucket, next(iter(refs), None))
    return proof


def judge(parts: Mapping[str, Part], account: Account, bucket: str, *, amazon: bool, own: bool) -> Exposure:
    """Return the exposure that a configuration amounts to. Pure.

    `amazon` False: a server that does not offer a block has none that could hold. `own` is
    whether the caller's account owns the bucket: if not, no account is known to be the owner's.
    """
    statements, policy_known = _policy(parts["policy"])
    allowed = policy.grants(statements, bucket)
    given = () if _acls_off(parts) else acl.grants(parts["acl"].value)
    acl_known = parts["acl"].known or _acls_off(parts)
    blocks = (parts["public access block"], account.block)
    restrict = _is_blocked(blocks, "RestrictPublicBuckets", amazon)
    ignore = _is_blocked(blocks, "IgnorePublicAcls", amazon)
    # Others than Amazon call policies public that name accounts: theirs counts only for want of the policy.
    says_public = _called_public(parts) if amazon or not policy_known else None
    sources = (
        Source(
            allowed, policy_known or says_public is False, restrict, "an unread block may void the policy"
        ),
        Source(given, acl_known, ignore, "an unread block may void the ACL"),
    )
    public = [_public(kind, sources) for kind in KINDS]
    if says_public and restrict == "no" and "yes" not in {item.answer for item in public}:
        public[0] = Access3("yes", ("the server calls the policy public",))
    named = [] if restrict == "yes" and any(g.who == ANYONE for g in allowed) else [*allowed]
    insiders = Insiders.of(parts, account, own=own)
    shared = outsiders([*named, *given], parts["access points"], parts["replication"], insiders)
    unread = tuple(f"{part.name} ({part.state})" for part in parts.values() if not part.known)
    decided = policy_known and acl_known and _others_decided(parts, allowed)
    level = _level([item.answer for item in public], bool(shared), decided)
    said = [reason for item in public for reason in item.reasons]
    reasons = [*said, *(f"shared with {who}" for who in shared)]
    return Exposure(
        level=level,
        public_read=public[0].answer,
        public_write=public[1].answer,
        public_delete=public[2].answer,
        public_erase=public[3].answer,
        external_principals=tuple(shared),
        reasons=tuple(dict.fromkeys([*reasons, *_remarks(level, parts, ignore)])),
        unread=unread,
        **controls(parts, statements, policy_known, bucket),
    )


def _level(answers: Sequence[Answer], shared: bool, decided: bool) -> ExposureLevel:
    """Return the level of the answers to reading, writing, deleting and erasing, in this order."""
    if answers[0] == "yes":
        return "PUBLIC"
    if shared or "yes" in answers:
        return "SHARED"
    return "PRIVATE" if set(answers) == {"no"} and decided else "UNKNOWN"


def _policy(part: Part) -> tuple[tuple[Statement, ...], bool]:
    """Return the policy's statements, and whether that is all there is to know."""
    if part.state != "read":
        return (), part.known
    try:
        return policy.statements(json.loads(part.value.get("Policy", "{}"))), True
    except (ValueError, AttributeError):
        return (), False


def _acls_off(parts: Mapping[str, Part]) -> bool:
    rules = parts["ownership controls"].value.get("OwnershipControls", {}).get("Rules", [])
    return any(rule.get("ObjectOwnership") == "BucketOwnerEnforced" for rule in rules)


def _is_blocked(blocks: Iterable[Part], setting: str, amazon: bool) -> Answer:
    """Return whether any of the blocks has a setting on; an unread one may have."""
    blocks = tuple(blocks)
    if any(part.value.get("PublicAccessBlockConfiguration", {}).get(setting) for part in blocks):
        return "yes"
    unsure = [part for part in blocks if not part.known and (amazon or part.state != "unsupported")]
    # Other servers have no account-wide block, whatever they answer where its service would be.
    unsure = [part for part in unsure if amazon or not part.name.startswith("account")]
    return "indeterminate" if unsure else "no"


def _public(kind: frozenset[Access], sources: Sequence[Source]) -> Access3:
    """Combine policy and ACL: a right counts unless a block is known to hold it back."""
    answers: list[Answer] = []
    reasons: list[str] = []
    for source in sources:
        found = [grant for grant in source.grants if grant.who == ANYONE and grant.access in kind]
        if source.block == "yes" or (source.known and not found):
            answers.append("no")
        elif not found:
            answers.append("indeterminate")
        else:
            answers.append("yes" if source.block == "no" else "indeterminate")
            reasons += [f"{SAYS[grant.access]} ({grant.source})" for grant in found]
            reasons += [source.caveat] if source.block == "indeterminate" else []
    answer: Answer = "yes" if "yes" in answers else "indeterminate" if "indeterminate" in answers else "no"
    return Access3(answer, tuple(dict.fromkeys(reasons)))


def _others_decided(parts: Mapping[str, Part], allowed: Sequence[Grant]) -> bool:
    """Return whether replication is known, and access points where the policy hands on to them."""
    handed_on = any(grant.who.startswith("s3:dataaccesspoint") for grant in allowed)
    return parts["replication"].state in {"read", "none", "unsupported"} and (
        parts["access points"].known or not handed_on
    )


def _called_public(parts: Mapping[str, Part]) -> bool | None:
    said = parts["policy status"].value.get("PolicyStatus", {}).get("IsPublic")
    return None if said is None else bool(said)


def _remarks(level: ExposureLevel, parts: Mapping[str, Part], ignore: Answer) -> list[str]:
    if level == "PRIVATE":
        if _acls_off(parts) or ignore == "yes":
            return [CLEAN]
        return [CLEAN_BUT_OBJECTS]
    if level == "PUBLIC" and encryption(parts["encryption"]) in {"SSE-KMS", "DSSE-KMS"}:
        return [BEHIND_KEY]
    if level == "UNKNOWN":
        return [UNDECIDED]
    return []


def _apply_proof(exposure: Exposure, proof: str) -> Exposure:
    reasons = (
        proof,
        *(reason for reason in exposure.reasons if reason not in {UNDECIDED, CLEAN, CLEAN_BUT_OBJECTS}),
    )
    return replace(exposure, level="PUBLIC", public_read="yes", reasons=reasons)
