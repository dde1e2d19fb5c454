"""Frozen dataclasses to JSON and back, guided by their type hints; never pickle, which runs code."""

from __future__ import annotations

import base64
import json
import types
import zlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pii_sweep.errors import JournalError

T = TypeVar("T")
PLAIN = frozenset((str, int, float, bool, type(None)))  # classes that JSON knows


def pack(value: object) -> bytes:
    """Return a dataclass as compressed JSON."""
    return zlib.compress(json.dumps(encode(value), separators=(",", ":")).encode(), 1)


def unpack(kind: type[T], data: bytes) -> T:
    """Return the dataclass that `pack` wrote; raises JournalError for anything else."""
    try:
        value: T = _decoder(cast(Hashable, kind))(json.loads(zlib.decompress(data)))
    except (zlib.error, ValueError, KeyError, TypeError):
        raise JournalError("the journal holds a record that cannot be read; start a new --out DIR") from None
    return value


def encode(value: Any) -> Any:
    """Return plain lists, dicts and scalars; a field at its default value is left out."""
    return _encoder(cast(Hashable, type(value)))(value)


@cache
def _encoder(kind: Any) -> Callable[[Any], Any]:
    """Return the function that turns a value of a class into plain JSON."""
    if is_dataclass(kind):
        parts = [(item.name, item.default) for item in fields(kind)]
        return lambda value: {
            name: found if found.__class__ in PLAIN else encode(found)
            for name, default in parts
            if (found := getattr(value, name)) is not default and found != default
        }
    if issubclass(kind, Mapping):
        return lambda value: [[encode(key), encode(item)] for key, item in value.items()]
    if issubclass(kind, frozenset):
        return sorted
    if issubclass(kind, (tuple, list)):
        return lambda value: [item if item.__class__ in PLAIN else encode(item) for item in value]
    if issubclass(kind, bytes):
        return lambda value: base64.b64encode(value).decode()
    if issubclass(kind, datetime):
        return datetime.isoformat
    return lambda value: value


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    """Return the function that turns JSON into a value of a type hint."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(arg for arg in args if arg is not type(None)))
        return _keep if inner is _keep else lambda data: None if data is None else inner(data)
    if origin is tuple:
        item = _decoder(args[0])
        return tuple if item is _keep else lambda data: tuple([item(part) for part in data])
    if origin is frozenset:
        return frozenset
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        key, item = _decoder(args[0]), _decoder(args[1])
        return lambda data: {key(name): item(part) for name, part in data}
    if hint is bytes:
        return base64.b64decode
    if hint is datetime:
        return datetime.fromisoformat
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, tuple):
        return lambda data: hint(*data)
    return _keep


def _dataclass_decoder(hint: Any) -> Callable[[Any], Any]:
    """Return the function that makes a dataclass of its fields; most of them are as JSON has them."""
    parts = [(name, _decoder(kind)) for name, kind in get_type_hints(hint).items()]
    others = [(name, part) for name, part in parts if part is not _keep]

    def decode(data: Any) -> Any:
        for name, part in others:
            if name in data:
                data[name] = part(data[name])
        return hint(**data)

    return decode


def _keep(data: Any) -> Any:
    return data
