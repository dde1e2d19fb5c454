"""`sweep.toml` and the command line become one frozen, hashable `Settings`.

Unknown sections and keys are a `ConfigError` that suggests the nearest known name.
Secrets are not settings: credentials come through boto3's own chain only.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pii_sweep.errors import ConfigError

MIB = 1 << 20
GIB = 1 << 30

Until = Literal["width", "rating", "size"]
OcrMode = Literal["fast", "cascade", "accurate", "off"]


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the buckets are and which of their objects count."""

    endpoint_url: str | None = None
    profile: str | None = None
    region: str | None = None
    anonymous: bool = False
    versions: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    min_size: int = 0
    max_size: int | None = None
    storage_classes: tuple[str, ...] = ()
    modified_after: str | None = None
    modified_before: str | None = None
    inventory: str | None = None


SAMPLE_RANGES = (
    ("size", 1, 1e15), ("max_bytes", 1, 1e18), ("max_requests", 1, 1e15), ("max_dollars", 0, 1e9),
    ("max_minutes", 0, 1e9), ("pilot", 1, 1e9), ("half_width", 0.0001, 0.5), ("confidence", 0.5, 0.9999),
    ("max_strata", 1, 64),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """How much is read of a bucket. `size` None reads all; budgets are hard.

    A draw ends when its half-width is met or its rating is certain, with `until` "width" at the
    half-width alone, with "size" not before `size` objects are read. `max_minutes` is for the whole sweep.
    """

    size: int | None = 400
    seed: str = "pii-sweep"
    max_bytes: int | None = None
    max_requests: int | None = None
    max_dollars: float | None = None
    max_minutes: float | None = None
    pilot: int = 100
    half_width: float = 0.02
    confidence: float = 0.95
    max_strata: int = 64
    until: Until = "rating"

    def __post_init__(self) -> None:
        """Raise ConfigError for a figure that no draw can be made with; NaN is in no range."""
        for name, low, high in SAMPLE_RANGES:
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise ConfigError(f"sample.{name} must be from {low:g} to {high:g}, not {value:g}")


@dataclass(frozen=True, slots=True)
class Extract:
    """How objects are read, and the budget of one object (bytes, counts, seconds)."""

    ocr: OcrMode = "cascade"
    ocr_languages: str = "eng"
    ocr_dpi: int = 200
    faces: bool = True
    max_object_bytes: int = 20 * GIB
    max_unpacked_bytes: int = 10 * GIB
    max_member_bytes: int = 3 * GIB
    max_ratio: int = 200
    max_members: int = 1_000_000
    max_depth: int = 10
    max_json_depth: int = 256
    max_pages: int = 10_000
    max_pixels: int = 178_956_970
    max_memory_bytes: int = 512 * MIB
    max_characters: int = 2_000_000_000
    max_seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class Detect:
    """What is looked for. `model` names an installed spaCy package or a folder; None is ours."""

    model: str | None = None
    entities: tuple[str, ...] = ()
    min_score: float = 0.4
    recognizers: str | None = None
    default_region: str = "US"


@dataclass(frozen=True, slots=True)
class Allow:
    """Values that are no personal data; what they suppress is counted."""

    exact: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    merchants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """Overrides of the rating's tables; the report prints every one that is set."""

    thresholds: tuple[float, float, float] = (2.0, 3.0, 4.0)
    dpc: Mapping[str, float] = field(default_factory=dict)
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    many_people: int = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What leaves the worker and what the report shows.

    `decisions` is a file of the detector's measured error rates; None is the packaged one.
    """

    hash_keys: bool = False
    all_locations: bool = False
    max_locations: int = 1000
    max_subjects: int = 100_000
    decisions: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """The processing activity a person declares (11 CCR §7150(a)); `assess --activity` reads more."""

    id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what a sweep does; `digest` is its identity."""

    targets: Targets = Targets()
    sample: Sample = Sample()
    extract: Extract = Extract()
    detect: Detect = Detect()
    allow: Allow = Allow()
    risk: Risk = field(default_factory=Risk)
    report: Report = Report()
    activity: Activity = Activity()

    def as_dict(self) -> dict[str, Any]:
        """Return plain nested dicts and lists, JSON-ready."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON of all settings."""
        text = json.dumps(self.as_dict(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def differing(self, other: Mapping[str, Any]) -> list[str]:
        """Return the `section.key` names whose values differ from another `as_dict`."""
        mine = self.as_dict()
        return sorted(
            f"{section}.{key}"
            for section, keys in mine.items()
            for key in keys.keys() | other.get(section, {}).keys()
            if keys.get(key) != other.get(section, {}).get(key)
        )


def load(path: str | Path | None) -> Settings:
    """Read `sweep.toml`; None gives the defaults.

    Raises ConfigError for a file that cannot be read, bad TOML, an unknown name or a wrong type.
    """
    if path is None:
        return Settings()
    try:
        text = Path(path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {path}: {type(error).__name__}; give a TOML file in UTF-8") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from None
    return from_dict(data, str(path))


def from_dict(data: Mapping[str, Any], source: str = "settings") -> Settings:
    """Build `Settings` from nested mappings; raises ConfigError naming the section and key."""
    _known(data, Settings, f"{source}: section")
    return Settings(**{name: _section(name, values, source) for name, values in data.items()})


def merge(settings: Settings, section: str, **changes: Any) -> Settings:
    """Return settings with some keys of one section replaced; None leaves a key as it is."""
    return change(settings, section, **{k: v for k, v in changes.items() if v is not None})


def change(settings: Settings, section: str, **changes: Any) -> Settings:
    """Return settings with some keys of one section replaced, None included."""
    part = getattr(settings, section)
    _known(changes, type(part), section)
    return replace(settings, **{section: replace(part, **changes)})


def _section(name: str, values: Any, source: str) -> Any:
    kind = get_type_hints(Settings)[name]
    if not isinstance(values, Mapping):
        raise ConfigError(f"{source}: [{name}] must be a table")
    _known(values, kind, f"{source}: [{name}] key")
    hints = get_type_hints(kind)
    where = f"{source}: {name}"
    return kind(**{key: _value(value, hints[key], f"{where}.{key}") for key, value in values.items()})


def _known(data: Mapping[str, Any], kind: type, what: str) -> None:
    assert is_dataclass(kind)
    names = [item.name for item in fields(kind)]
    for name in data:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else f"; known: {', '.join(names)}"
            raise ConfigError(f"{what} '{name}' is unknown{hint}")


def _value(value: Any, hint: Any, what: str) -> Any:
    if value == "all" and what.endswith("sample.size"):
        return None
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        if value not in args:
            raise ConfigError(f"{what} must be one of {', '.join(map(str, args))}")
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise ConfigError(f"{what} must be a list")
        inner = args[0]
        if args[-1] is not ... and len(value) != len(args):
            raise ConfigError(f"{what} must have {len(args)} values")
        return tuple(_value(item, inner, what) for item in value)
    if origin in (Mapping, dict) or getattr(origin, "__name__", "") == "Mapping":
        if not isinstance(value, Mapping):
            raise ConfigError(f"{what} must be a table")
        return {key: _value(item, args[1], f"{what}.{key}") for key, item in value.items()}
    return _scalar(value, args or (hint,), what)


def _scalar(value: Any, kinds: tuple[Any, ...], what: str) -> Any:
    if isinstance(value, bool):
        if bool not in kinds:
            raise ConfigError(f"{what} must be {_names(kinds)}, not true or false")
        return value
    if isinstance(value, int) and float in kinds and int not in kinds:
        value = float(value)
    if not isinstance(value, tuple(kind for kind in kinds if kind is not bool and isinstance(kind, type))):
        raise ConfigError(f"{what} must be {_names(kinds)}")
    if isinstance(value, (int, float)) and value < 0:
        raise ConfigError(f"{what} must not be negative")
    return value


def _names(kinds: tuple[Any, ...]) -> str:
    words = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
    return " or ".join(words[kind] for kind in kinds if kind in words)
