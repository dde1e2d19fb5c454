"""Whom a bucket policy lets in, worked out from the document alone.

Follows "The meaning of 'public'" in the Amazon S3 User Guide (access-control-block-public-access):
a statement for everyone is public unless a condition holds one of a few keys to fixed values.
Beyond that page, Deny, NotPrincipal, NotAction and NotResource are evaluated as the IAM User
Guide's "Policy evaluation logic" says. Where in doubt, the wider audience is returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pii_sweep.store.access.conditions import Audience, allowed_by, spared_by

Access = Literal["read", "list", "write", "delete", "erase"]
ANYONE = "*"
# The actions that stand for kinds of access, and whether they concern objects or the bucket. A lifecycle
# rule deletes objects and their versions; who may set a bucket's policy or ACL may take every right.
ACTIONS: Mapping[str, tuple[tuple[Access, ...], bool]] = {
    "s3:getobject": (("read",), True),
    "s3:getobjectversion": (("read",), True),
    "s3:listbucket": (("list",), False),
    "s3:listbucketversions": (("list",), False),
    "s3:putobject": (("write",), True),
    "s3:deleteobject": (("delete",), True),
    "s3:deleteobjectversion": (("delete", "erase"), True),
    "s3:putobjectacl": (("write",), True),
    "s3:putlifecycleconfiguration": (("delete", "erase"), False),
    "s3:putbucketacl": (("write", "delete"), False),
    "s3:putbucketpolicy": (("write", "delete", "erase"), False),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One right: who (`*` is anyone), what, and the statement or ACL entry that gives it."""

    who: str
    access: Access
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with single values made lists; `principals` are prefixed by their kind."""

    name: str
    allow: bool
    principals: tuple[str, ...]
    all_but_principals: bool
    actions: tuple[str, ...]
    all_but_actions: bool
    resources: tuple[str, ...]
    all_but_resources: bool
    condition: Mapping[str, Mapping[str, tuple[str, ...]]]


def statements(document: Mapping[str, Any]) -> tuple[Statement, ...]:
    """Return the statements of a policy; raises ValueError for a document of another shape."""
    found = document.get("Statement", [])
    found = [found] if isinstance(found, Mapping) else found
    if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
        raise ValueError("not a policy")
    return tuple(_statement(item, number) for number, item in enumerate(found, 1))


def grants(policy: Sequence[Statement], bucket: str) -> tuple[Grant, ...]:
    """Return every right over the bucket and its objects that the policy leaves after its denials."""
    denials = [statement for statement in policy if not statement.allow]
    found: dict[Grant, None] = {}
    for statement in policy:
        if statement.allow:
            for action, (rights, of_objects) in ACTIONS.items():
                for who in _find_granted(statement, denials, action, _scope(bucket, of_objects)):
                    for access in rights:
                        found[Grant(who, access, f"policy statement {statement.name}")] = None
    return tuple(found)


def list_invited(policy: Sequence[Statement]) -> tuple[str, ...]:
    """Return whoever any statement allows anything, denials aside: the widest reading."""
    return tuple(who for statement in policy if statement.allow for who in _audience(statement))


def tls_only(policy: Sequence[Statement], bucket: str) -> bool:
    """Return whether the policy denies everyone every request that is not encrypted in transit."""
    return any(
        not statement.allow
        and statement.principals == (ANYONE,)
        and not statement.all_but_principals
        and _acts(statement, "s3:getobject")
        and _acts(statement, "s3:putobject")
        and _covers(statement, _scope(bucket, True))
        and _insecure_only(statement.condition)
        for statement in policy
    )


def _find_granted(
    statement: Statement, denials: Sequence[Statement], action: str, scope: str
) -> Iterator[str]:
    if not _acts(statement, action):
        return
    for resource in _match_scope(statement, scope):
        for who in _audience(statement):
            yield from _after_denials(who, [d for d in denials if _acts(d, action) and _covers(d, resource)])


def _audience(statement: Statement) -> Audience:
    """Return who an Allow lets in; everyone, held to fixed values, becomes those values."""
    if statement.all_but_principals or ANYONE in statement.principals:
        return allowed_by(statement.condition) or (ANYONE,)
    return statement.principals


def _after_denials(who: str, denials: Sequence[Statement]) -> Audience:
    audience: Audience = (who,)
    for denial in denials:
        if denial.all_but_principals:
            spared = denial.principals if not denial.condition else None
        elif ANYONE in denial.principals:
            spared = spared_by(denial.condition) if denial.condition else ()
        elif who in denial.principals and not denial.condition:
            spared = ()
        else:
            spared = None
        if spared == ():
            return ()
        # A named principal stays named: whether it is among the spared cannot be known from here.
        if spared is not None and audience == (ANYONE,):
            audience = spared
    return audience


def _acts(statement: Statement, action: str) -> bool:
    hit = any(glob(pattern.lower()).fullmatch(action) for pattern in statement.actions)
    return hit != statement.all_but_actions


def _match_scope(statement: Statement, scope: str) -> Iterator[str]:
    """Yield the parts of a scope (`arn:aws:s3:::bucket` or `.../*`) that the resources reach."""
    if statement.all_but_resources:
        if not any(glob(pattern).fullmatch(scope) for pattern in statement.resources):
            yield scope
        return
    for pattern in statement.resources:
        if glob(pattern).fullmatch(scope):
            yield scope
        elif scope.endswith("/*") and _may_start(pattern, scope[:-1]):
            yield pattern


def _covers(statement: Statement, resource: str) -> bool:
    if statement.all_but_resources:
        return not any(_may_start(pattern, resource.rstrip("*")) for pattern in statement.resources)
    return any(glob(pattern).fullmatch(resource) for pattern in statement.resources)


def _may_start(pattern: str, prefix: str) -> bool:
    """Return whether a pattern matches some text that starts with `prefix`."""
    for wanted, letter in zip(pattern, prefix, strict=False):
        if wanted == "*":
            return True
        if wanted not in {"?", letter}:
            return False
    return len(pattern) > len(prefix) or pattern[-1:] == "*"


def _insecure_only(condition: Mapping[str, Mapping[str, tuple[str, ...]]]) -> bool:
    keys = [(operator, key, values) for operator, held in condition.items() for key, values in held.items()]
    return len(keys) == 1 and all(
        operator in {"bool", "boolifexists"} and key == "aws:securetransport" and values == ("false",)
        for operator, key, values in keys
    )


@lru_cache(maxsize=4096)
def glob(pattern: str) -> re.Pattern[str]:
    """Return a policy pattern (`*`, `?`) as a regular expression."""
    parts = (".*" if letter == "*" else "." if letter == "?" else re.escape(letter) for letter in pattern)
    return re.compile("".join(parts), re.DOTALL)


def _scope(bucket: str, of_objects: bool) -> str:
    return f"arn:aws:s3:::{bucket}/*" if of_objects else f"arn:aws:s3:::{bucket}"


def _statement(item: Mapping[str, Any], number: int) -> Statement:
    return Statement(
        name=f"'{item['Sid']}'" if item.get("Sid") else str(number),
        allow=item.get("Effect") == "Allow",
        principals=_principals(item.get("Principal", item.get("NotPrincipal"))),
        all_but_principals="NotPrincipal" in item,
        actions=_texts(item.get("Action", item.get("NotAction"))),
        all_but_actions="NotAction" in item,
        resources=tuple(_arn(text) for text in _texts(item.get("Resource", item.get("NotResource")))),
        all_but_resources="NotResource" in item,
        condition=_condition(item.get("Condition") or {}),
    )


def _condition(found: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        operator.lower(): {key.lower(): _texts(values) for key, values in held.items()}
        for operator, held in found.items()
    }


def _principals(found: Any) -> tuple[str, ...]:
    if isinstance(found, str):
        return (_aws(found),)
    if not isinstance(found, Mapping):
        return ()
    named: list[str] = []
    for kind, values in found.items():
        for value in _texts(values):
            named.append(_aws(value) if kind == "AWS" else f"{kind}:{value}")
    return (ANYONE,) if ANYONE in named else tuple(named)


def _aws(principal: str) -> str:
    """Return an AWS principal; one whose account is a wildcard is anyone."""
    parts = principal.split(":")
    wild = principal == ANYONE or (len(parts) >= 6 and ("*" in parts[4] or parts[4:] == ["", "user/*"]))
    return ANYONE if wild else principal


def _arn(text: str) -> str:
    """Return a resource of any partition as one of `aws`; a policy variable may be anything."""
    return re.sub(r"\$\{[^}]*\}", "*", re.sub(r"^arn:(aws[\w-]*|\*):s3:", "arn:aws:s3:", text))


def _texts(found: Any) -> tuple[str, ...]:
    if found is None:
        return ()
    values = found if isinstance(found, list) else [found]
    return tuple(str(value).lower() if isinstance(value, bool) else str(value) for value in values)
