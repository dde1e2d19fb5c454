"""Check settings against what they name, before the first request is sent.

`config` checks names, types and ranges; here is what takes a look at a table, a file or a model. A setting
that nothing would follow (an entity that no recognizer finds, a score above 1) is an error: a sweep that
obeyed it would call a bucket clean.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from pii_sweep.config import Allow, Detect, Extract, Report, Risk, Sample, Settings, Targets, unknown
from pii_sweep.detect.text.pattern.backtracking import explodes
from pii_sweep.errors import ConfigError, OcrUnavailable
from pii_sweep.risk.categories import ENTITIES, LETTERS
from pii_sweep.store.accounts import read_accounts
from pii_sweep.store.clients import unknown_region
from pii_sweep.store.filters import moment

# Storage classes of Amazon S3 ("Understanding S3 storage classes"), and how near a mistyped one comes.
CLASSES = (
    "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER",
    "DEEP_ARCHIVE", "OUTPOSTS", "GLACIER_IR", "SNOW", "EXPRESS_ONEZONE",
)  # fmt: skip
NEARLY = 0.8
LARGEST = 50 * 10**12  # bytes of an object (Amazon S3, December 2025)
LEAST_DPC = 1.0  # of personal data (ENISA 2013): the score of simple data
MOST_SEVERE = 4.0 * 1.0 + 2.0  # DPC x EI + CB (ENISA 2013), each at its highest
# A pattern that matches all of these suppresses every finding, whatever it was meant for.
_SAYING = re.compile(r"\w")
UNLIKE = ("Maria Gonzalez", "maria@example.com", "078-05-1120", "12 Elm Street, Sacramento, CA 95814")


def check(settings: Settings) -> None:
    """Raise ConfigError for settings that name what is not there, or that nothing can follow.

    Loads the recognizer file, the file of decisions and another model than the packaged one where they are
    named; sends no request.
    """
    _check_access(settings.targets)
    _check_filters(settings.targets)
    _check_sample(settings.sample)
    _check_allow(settings.allow)
    _check_limits(settings.extract)
    _check_languages(settings.extract)
    _check_thresholds(settings.risk)
    _check_entities(settings)
    _check_restriction(settings)
    _check_lists(settings)
    _check_report(settings.report)
    _check_files(settings.detect, settings.report)


def _check_access(targets: Targets) -> None:
    """Check how the store is reached; a setting that is empty or contradicts another is no setting."""
    for name in ("endpoint_url", "profile", "region", "inventory", "accounts"):
        if getattr(targets, name) is not None and not getattr(targets, name).strip():
            raise ConfigError(f"targets.{name} is empty; drop it or name one")
    if targets.anonymous and (targets.profile or targets.accounts):
        other = "profile" if targets.profile else "accounts"
        raise ConfigError(
            f"targets.anonymous sends no credentials, so {other} is of no use; drop one of both"
        )
    if targets.endpoint_url and "@" in urlsplit(targets.endpoint_url).netloc:
        raise ConfigError("targets.endpoint_url holds a user or password; use a profile of boto3's instead")
    if targets.region and (regions := unknown_region(targets)):
        raise unknown("targets.region: region", targets.region, regions)
    if targets.accounts:
        read_accounts(targets.accounts)


def _check_filters(targets: Targets) -> None:
    """Check which objects count: filters that no object can pass would call every bucket clean."""
    if targets.max_size is not None and targets.max_size < max(targets.min_size, 1):
        raise ConfigError("targets.max_size is below targets.min_size or 1: no object would be read")
    if targets.min_size > LARGEST:
        raise ConfigError(f"targets.min_size is above {LARGEST:,}, the most that an object can have")
    _check_classes(targets.storage_classes)
    if "" in targets.storage_classes:
        raise ConfigError("targets.storage_classes: an empty name fits no object; drop it")
    if "" in (*targets.include, *targets.exclude):
        raise ConfigError("targets: an empty pattern matches no key; drop it from include and exclude")
    for pattern in targets.exclude:
        if not pattern.strip("*?") and pattern.count("?") <= 1:
            raise ConfigError(
                f"targets.exclude: '{pattern}' leaves out every object, so nothing would be read"
            )
    for pattern in targets.include:
        if pattern.startswith(("s3://", "/")):
            raise ConfigError(
                f"targets.include: '{pattern}' matches no key; write keys without bucket and slash"
            )
    if both := set(targets.include) & set(targets.exclude):
        raise ConfigError(f"targets.include and exclude both name '{min(both)}', and exclude wins; drop one")
    if targets.include and all(_is_covered(pattern, targets.exclude) for pattern in targets.include):
        raise ConfigError("targets.exclude leaves out all that include names, so nothing would be read")
    since, until = targets.modified_after, targets.modified_before
    ends = [moment(text) for text in (since, until) if text]
    if since and until and ends[0] >= ends[1]:
        raise ConfigError("targets.modified_after is not before modified_before: nothing would be read")
    if since and ends[0] > datetime.now(UTC):
        raise ConfigError("targets.modified_after lies in the future: nothing would be read")


def _is_covered(include: str, excludes: Iterable[str]) -> bool:
    """Return whether some pattern leaves out all that another names; patterns with sets are not compared."""
    return any(
        "[" not in include + one and fnmatchcase(include, one.replace("?", "[!*]")) for one in excludes
    )


def _check_sample(sample: Sample) -> None:
    if not sample.seed.strip():
        raise ConfigError("sample.seed is empty; name one, so that the draw can be repeated")
    if sample.size is not None and sample.pilot > sample.size and sample.pilot != Sample().pilot:
        raise ConfigError(
            f"sample.pilot ({sample.pilot}) is above sample.size ({sample.size}), which it is a part of"
        )
    if sample.size is None and sample.until == "width":
        raise ConfigError(
            "sample.size = 'all' reads every object; until = 'width' would stop before; drop one"
        )
    for name in ("max_dollars", "max_minutes"):
        if getattr(sample, name) == 0:
            raise ConfigError(
                f"sample.{name} is 0: nothing would be read; `pii-sweep plan` quotes without reading"
            )


def _check_limits(extract: Extract) -> None:
    """Check one object's limits against one another, those that were set; the others follow silently."""
    stock = Extract()
    if (
        extract.max_member_bytes > extract.max_unpacked_bytes
        and extract.max_member_bytes != stock.max_member_bytes
    ):
        raise ConfigError("extract.max_member_bytes is above max_unpacked_bytes, which all members share")
    if (
        extract.max_member_bytes > extract.max_object_bytes
        and extract.max_member_bytes != stock.max_member_bytes
    ):
        raise ConfigError("extract.max_member_bytes is above max_object_bytes; a member is an object, too")
    if extract.ocr == "off":
        for name in ("ocr_languages", "ocr_dpi"):
            if getattr(extract, name) != getattr(stock, name):
                raise ConfigError(f"extract.ocr is 'off', so {name} is of no use; drop one of both")


def _check_classes(classes: Iterable[str]) -> None:
    """Raise ConfigError for a name that is nearly one of Amazon's; other servers have names of their own."""
    for name in classes:
        near = difflib.get_close_matches(name.upper(), CLASSES, n=1, cutoff=NEARLY)
        if name not in CLASSES and near and not any(map(str.isdecimal, name)):
            raise ConfigError(f"targets.storage_classes: '{name}' is unknown; did you mean '{near[0]}'?")


def _check_allow(allow: Allow) -> None:
    for name in ("exact", "addresses", "merchants"):
        if not all(map(_SAYING.search, getattr(allow, name))):
            raise ConfigError(f"allow.{name}: an entry is empty or holds no letter and no digit; drop it")
    if not all(map(str.strip, allow.patterns)):
        raise ConfigError("allow.patterns: an entry is empty; drop it")
    for number, address in enumerate(allow.addresses, start=1):
        if len(re.findall(r"\w+", address)) < 2:
            raise ConfigError(
                f"allow.addresses: no. {number} is one word, which many addresses begin with; write it whole"
            )
    for number, pattern in enumerate(allow.patterns, start=1):
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise ConfigError(f"allow.patterns: no. {number} does not compile: {error}") from None
        if explodes(pattern):
            raise ConfigError(
                f"allow.patterns: no. {number} can match one text in very many ways, which may take hours;"
                " give each part of a text one place in it, as in `(\\w+ )*` for `(\\w+ ?)*`"
            )
        if all(compiled.fullmatch(value) for value in UNLIKE):
            raise ConfigError(f"allow.patterns: no. {number} matches every value, so nothing would be found")


def _check_languages(extract: Extract) -> None:
    if extract.ocr == "off" or extract.ocr_languages == Extract().ocr_languages:
        return  # where English itself is missing, each page that needs it is a gap
    from pii_sweep.extract.ocr.tesseract import tessdata

    try:
        tessdata(extract.ocr_languages)
    except OcrUnavailable as error:
        raise ConfigError(f"extract.ocr_languages: {error}") from None


def _check_thresholds(risk: Risk) -> None:
    medium, high, very_high = risk.thresholds
    if not medium < high < very_high:
        raise ConfigError(
            f"risk.thresholds must ascend (MEDIUM, HIGH, VERY_HIGH), not {medium:g}, {high:g}, {very_high:g}"
        )
    if medium > MOST_SEVERE:
        raise ConfigError(
            f"risk.thresholds: no severity is above {MOST_SEVERE:g}, so every bucket would be LOW"
        )


def _check_entities(settings: Settings) -> None:
    """Check every name of an entity type, those of a recognizer file included, and the CCPA letters."""
    known = {*ENTITIES, *_custom_entities(settings.detect)}
    named: tuple[tuple[str, Iterable[str]], ...] = (
        ("detect.entities", settings.detect.entities),
        ("risk.dpc", settings.risk.dpc),
        ("risk.categories", settings.risk.categories),
    )
    for setting, names in named:
        for name in names:
            if name not in known:
                raise unknown(f"{setting}: entity", name, known)
    for name, score in settings.risk.dpc.items():
        if score < LEAST_DPC:
            raise ConfigError(
                f"risk.dpc.{name} is {score:g}: no personal data weighs less than {LEAST_DPC:g}; give 1 to 4"
            )
    for name, letters in settings.risk.categories.items():
        for letter in letters:
            if letter not in LETTERS:
                raise unknown(f"risk.categories.{name}: letter", letter, LETTERS)


def _check_restriction(settings: Settings) -> None:
    """Check that something can be found with what is looked for."""
    detect = settings.detect
    if detect.min_score >= 1:
        raise ConfigError("detect.min_score is 1: no recognizer is that sure, so nothing would be found")
    if set(detect.entities) == {"FACE"} and not settings.extract.faces:
        raise ConfigError(
            "detect.entities asks for FACE alone, and extract.faces is false: nothing would be found"
        )


def _check_lists(settings: Settings) -> None:
    """Check that no list names the same twice: the second was meant to be another."""
    lists = {
        "targets.include": settings.targets.include, "targets.exclude": settings.targets.exclude,
        "targets.storage_classes": settings.targets.storage_classes,
        "detect.entities": settings.detect.entities,
        "allow.merchants": settings.allow.merchants, "allow.patterns": settings.allow.patterns,
    }  # fmt: skip
    for name, entries in lists.items():
        twice = next((entry for entry, count in Counter(entries).items() if count > 1), None)
        if twice is not None:
            what = f"'{twice}'" if not name.startswith("allow") else f"no. {entries.index(twice) + 1}"
            raise ConfigError(f"{name} names {what} twice; drop one, or mend what was meant to be another")


def _check_report(report: Report) -> None:
    if report.max_subjects == 0:
        raise ConfigError(
            "report.max_subjects is 0: nobody could be known again in another object; name 1 or more"
        )
    if report.all_locations and report.max_locations != Report().max_locations:
        raise ConfigError(
            "report.all_locations keeps every location, and max_locations limits them; drop one"
        )


def _custom_entities(detect: Detect) -> set[str]:
    if detect.recognizers is None:
        return set()
    from pii_sweep.detect.identifiers import presidio

    return {row.entity for row in presidio.custom(detect.recognizers)}


def _check_files(detect: Detect, report: Report) -> None:
    if detect.model is not None:
        from pii_sweep.detect.model import ner

        ner.load(detect.model, None)
    if detect.default_region != Detect().default_region:
        from pii_sweep.detect.identifiers.phone import phone

        if detect.default_region not in phone.REGIONS:
            raise unknown("detect.default_region: region", detect.default_region, phone.REGIONS)
    if report.decisions is not None:
        from pii_sweep.report.rates import read_rates

        read_rates(Path(report.decisions))
