"""`sweep.toml` and the command line become one frozen, hashable `Settings`.

Names, types and ranges are checked by pydantic from the annotations below, every fault in one line with
the nearest known name; what needs another file or module to be checked is in `preflight`.
Secrets are not settings: credentials come through boto3's own chain only.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

from annotated_types import Interval, MinLen

from pii_sweep.errors import ConfigError, cause_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SHOWN_NAMES = 40  # of those that are known, where none is near
MIB = 1 << 20
GIB = 1 << 30

Amount = Annotated[int, Interval(ge=0, le=10**18)]
Positive = Annotated[int, Interval(ge=1, le=10**18)]
Share = Annotated[float, Interval(ge=0, le=1)]
Spending = Annotated[float, Interval(ge=0, le=1e9)]  # dollars, minutes
Score = Annotated[float, Interval(ge=0, le=4)]  # ENISA's scale of DPC
Band = Annotated[float, Interval(ge=0, le=10)]
Text = Annotated[str, MinLen(1)]

Until = Literal["width", "rating", "size"]
OcrMode = Literal["fast", "cascade", "accurate", "off"]


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the buckets are and which of their objects count; `accounts` is a file of roles to assume."""

    endpoint_url: str | None = None
    profile: str | None = None
    region: str | None = None
    anonymous: bool = False
    versions: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    min_size: Amount = 0
    max_size: Amount | None = None
    storage_classes: tuple[str, ...] = ()
    modified_after: str | None = None
    modified_before: str | None = None
    inventory: str | None = None
    accounts: str | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """How much is read of a bucket. `size` None reads all; budgets are hard.

    With `until` "rating" a draw takes as many objects as settle the rating: a kind of record that none of
    them holds is held by less than half a percent. With "width" it ends when its half-width is met, with
    "size" at `size` objects. The first two read on while that is cheap: up to `size` objects, as many as one
    worker reads in `cheap_seconds` as a rule and for `cheap_dollars`. `max_minutes` is for the whole sweep.
    """

    size: Positive | None = 2000
    seed: str = "pii-sweep"
    max_bytes: Positive | None = None
    max_requests: Positive | None = None
    max_dollars: Spending | None = None
    max_minutes: Spending | None = None
    pilot: Positive = 100
    half_width: Annotated[float, Interval(ge=0.0001, le=0.5)] = 0.02
    confidence: Annotated[float, Interval(ge=0.5, le=0.9999)] = 0.95
    max_strata: Annotated[int, Interval(ge=1, le=64)] = 64
    until: Until = "rating"
    cheap_seconds: Spending = 1200.0
    cheap_dollars: Spending = 0.10


@dataclass(frozen=True, slots=True)
class Extract:
    """How objects are read, and the budget of one object (bytes, counts, seconds)."""

    ocr: OcrMode = "cascade"
    ocr_languages: Text = "eng"
    ocr_dpi: Annotated[int, Interval(ge=50, le=1200)] = 200
    faces: bool = True
    max_object_bytes: Positive = 20 * GIB
    max_unpacked_bytes: Positive = 10 * GIB
    max_member_bytes: Positive = 3 * GIB
    max_ratio: Positive = 200
    max_members: Positive = 1_000_000
    max_depth: Amount = 10
    max_json_depth: Positive = 256
    max_pages: Positive = 10_000
    max_pixels: Positive = 178_956_970
    max_memory_bytes: Positive = 512 * MIB
    max_characters: Positive = 2_000_000_000
    max_seconds: Annotated[float, Interval(ge=1, le=86_400)] = 600.0


@dataclass(frozen=True, slots=True)
class Detect:
    """What is looked for. `model` names an installed spaCy package or a folder; None is ours."""

    model: str | None = None
    entities: tuple[str, ...] = ()
    min_score: Share = 0.4
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

    thresholds: tuple[Band, Band, Band] = (2.0, 3.0, 4.0)
    dpc: Mapping[str, Score] = field(default_factory=dict)
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    many_people: Positive = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What leaves the worker and what the report shows.

    `decisions` is a file of the detector's measured error rates; None is the packaged one.
    """

    hash_keys: bool = False
    all_locations: bool = False
    max_locations: Amount = 1000
    max_subjects: Amount = 100_000
    decisions: str | None = None
    thumbnails: bool = True


@dataclass(frozen=True, slots=True)
class Activity:
    """The processing activity a person declares (11 CCR §7150(a)); `assess --activity` reads more."""

    id: str | None = None
    name: str | None = None


class _Digested:
    """Room for a digest that is computed once: objects are looked up by their settings."""

    __slots__ = ("_digest",)
    _digest: str


@dataclass(frozen=True, slots=True)
class Settings(_Digested):
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
        with suppress(AttributeError):
            return self._digest
        text = json.dumps(self.as_dict(), sort_keys=True, separators=(",", ":"))
        object.__setattr__(self, "_digest", hashlib.sha256(text.encode()).hexdigest())
        return self._digest

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
        text = Path(path).read_bytes().decode("utf-8-sig")  # some editors save a mark of the byte order
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {path}: {cause_of(error)}; give a TOML file in UTF-8") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from None
    return from_dict(data, str(path))


def from_dict(data: Mapping[str, Any], source: str = "settings") -> Settings:
    """Build `Settings` from nested mappings; raises ConfigError naming the section and key."""
    plain = {
        name: {**part, "size": None} if name == "sample" and _reads_all(part) else part
        for name, part in data.items()
    }
    return _validate(plain, f"{source}: ")


def merge(settings: Settings, section: str, **changes: Any) -> Settings:
    """Return settings with some keys of one section replaced; None leaves a key as it is."""
    return change(settings, section, **{k: v for k, v in changes.items() if v is not None})


def change(settings: Settings, section: str, **changes: Any) -> Settings:
    """Return settings with some keys of one section replaced, None included; raises ConfigError."""
    plain = settings.as_dict()
    return _validate({**plain, section: {**plain[section], **changes}}, "")


def unknown(what: str, name: str, known: Iterable[str]) -> ConfigError:
    """Return the error of a name that is none of those known; it suggests the nearest one."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1) or difflib.get_close_matches(name.upper(), names, n=1)
    some = ", ".join(names[:SHOWN_NAMES]) + (", …" if len(names) > SHOWN_NAMES else "")
    hint = f"did you mean '{near[0]}'?" if near else f"known: {some}"
    return ConfigError(f"{what} '{name}' is unknown; {hint}")


def _reads_all(sample: Any) -> bool:
    return isinstance(sample, Mapping) and sample.get("size") == "all"


@cache
def _adapter() -> TypeAdapter[Settings]:
    from pydantic import TypeAdapter  # a tenth of a second, which `--help` does not need

    return TypeAdapter(Settings)


def _validate(data: Mapping[str, Any], source: str) -> Settings:
    """Check names, types and ranges; lists become tuples, and TOML's dates become text."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(json.dumps(data, default=str), strict=True, extra="forbid")
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
    path = [str(part) for part in fault["loc"]]
    if fault["type"] == "unexpected_keyword_argument":
        kind = get_type_hints(Settings)[path[0]] if path[1:] else Settings
        what = f"[{path[0]}] key" if path[1:] else "section"
        raise unknown(f"{source}{what}", path[-1], [item.name for item in fields(kind)])
    if fault["type"] == "dataclass_type":
        raise ConfigError(f"{source}[{path[0]}] must be a table")
    said = fault["msg"].replace("Input should be", "must be").replace("a valid array", "a list")
    value = fault["input"] if isinstance(fault["input"], (str, int, float)) else None
    raise ConfigError(f"{source}{'.'.join(path)} {said}" + ("" if value is None else f", not {value!r}"))
