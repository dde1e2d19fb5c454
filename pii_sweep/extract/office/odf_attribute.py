"""Attributes of OpenDocument that are text (ODF 1.3 part 3, chapters 3 to 19).

The standard has more than a thousand attributes, and programs add their own. Every value is read that is not
known to be something else: the name of a style, a reference, a measure, a word of the standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from pii_sweep.extract.office.hidden_text import MARK, SAYS
from pii_sweep.extract.text.formula_text import literals

# Whole namespaces of form.
_SPACES: Final = "fo svg style number chart dr3d smil anim math mathml xml xmlns config manifest"
_LOOKS: Final = frozenset(_SPACES.split())
# Names of attributes that refer to something, or say how it looks, is counted or belongs together.
_REFERS: Final = re.compile(
    r"(?:.*-)?(?:id|idref|ids|style|style-name|layout-name|page-name|field-name|font-name|class-names?|addresses|range"
    r"|ranges|range-name|ref|ref-name|type|format|family|color|digest|key|key-algorithm|algorithm|mode|language|country|script"
    r"|version|level|index|position|path|points|areas|modifiers|event-name|service-name|implementation|layer"
    r"|class-id|mime-type|datatype|property|command-type|target|actuate|show|charset|encoding|separator|relation"
    r"|rel-width|rel-height|equation|viewBox|transform)|.+-address|control|d|about|list|linke-to|linked-cell"
)
_NAMES: Final = frozenset({"name", "display-name"})
# Formulas and conditions: what stands in quotes is text.
_FORMULAS: Final = frozenset({"formula", "condition", "expression", "filter-statement"})
# Values whose name says what they are: that of their element, else that of the attribute.
_SAYS_ITSELF: Final = "label title description text comment help-message display content tooltip alt"
_PLAIN: Final = frozenset(_SAYS_ITSELF.split())
_TOKEN: Final = re.compile(
    r"[a-z]+(?:-[a-z]+)*|[a-z]+(?:[.:][\w-]+)+|[+-]?\d{1,6}(?:[.,]\d*)?(?:[a-zA-Z]{1,3}|%)?"
    r"|#[0-9A-Fa-f]{3,8}|-?P[\dTYMDHS.]+|\d{4}-\d\d-\d\dT[\d:.,Z+-]+|(?:urn|vnd|https?)[.:][^\s?@]*"
    r"|(?:application|audio|image|text|video)/[\w.+-]+"
)
_WRITTEN: Final = re.compile(r"[^\W\d_]{2}|\d{5}|@")
# What a name says that a person gave: words, or figures; `Image1` and `Table 2` count.
_GIVEN: Final = re.compile(r"\d{3}|@|[^\W\d_]{2}[ .,:;/]+[^\W\d_]{2}")


def texts_of(attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield what the attributes of an element say, values behind the name that says what they are."""
    named = next(((key, value) for key, value in attributes.items() if _kind(key) == "name"), ("", ""))
    alone = True
    name = "" if MARK.match(named[1]) else " ".join(named[1].replace("_", " ").split())
    for key, value in attributes.items():
        kind, text = _kind(key), " ".join(value.split())
        if kind == "link":
            yield from link_of(value)
        elif kind == "formula":
            yield from literals(value)
        elif kind not in ("", "name") and _WRITTEN.search(text) and not _TOKEN.fullmatch(text):
            label = "" if kind == "plain" else name if kind == "value" else kind
            alone = alone and not (label and label == name)
            yield f"{label}: {text}" if _WRITTEN.search(label) else text
    if alone and _GIVEN.search(name):
        yield name


def link_of(target: str) -> Iterator[str]:
    """Yield what a link says: a mailbox, a telephone, what it asks a page for."""
    scheme, _, rest = target.partition(":")
    if scheme.lower() in {"mailto", "tel"}:
        yield unquote(rest).replace("?", " ")
    elif "?" in target or SAYS.search(target):
        yield unquote(target)


@lru_cache(maxsize=4096)
def _kind(key: str) -> str:
    """Return what an attribute holds: name, link, formula, plain, value, another word for it; "" for form."""
    prefix, _, local = key.rpartition(":")
    if prefix.split(":")[0] in _LOOKS or key == "xmlns":
        return ""
    if local == "href":
        return "link"
    if local in _NAMES:
        return "name"
    if local in _FORMULAS:
        return "formula"
    if local in _PLAIN:
        return "plain"
    if "value" in local and not local.endswith("-type"):
        return "value"
    return "" if _REFERS.fullmatch(local) else local.replace("-", " ")
