"""What attributes of any part of an OOXML package say that no reader of its own takes.

Names of shapes, sections and bookmarks, tags of controls, values of filters and scenarios, captions of
tables, tooltips of links, literals in formats of numbers: whatever is written there by hand, and the text of
elements that no reader knows. Names of styles
and fonts, and figures of layouts, say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

# A mailbox, a number with parts, or a sentence: what programs write themselves has none of these.
SAYS: Final = re.compile(
    r"\w@\w|(?<!\w)\(?\d{3}[-. )]{1,2}\d{2,3}[-. ]\d{3}"
    r"|(?<![\w.])\d{4}[- ]?\d{4}[- ]?\d{4}[- ]?\d{1,7}(?![\w.])"
    r"|(?<![^\W\d_])(?:[^\W\d_]++\W++){5}[^\W\d_]"
)
# Two capitalised words, as a person is named; what programs call shapes ends with a number.
_PERSON: Final = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ][^\W\d_]+ (?:[A-Z]\.? )?[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’-])+")
_COUNTED: Final = re.compile(r".*\d")
# Elements whose names are those of styles, fonts, themes and layouts, or are read elsewhere; such attributes.
_LOOKS: Final = (
    "name font rFont mathFont theme themeFamily clrScheme fontScheme fmtScheme cellStyle tblStyle custClr "
    "cSld altName pitch style aliases styleDef layoutDef colorsDef title desc cat sheet cmAuthor author"
)
_OF_FORM: Final = frozenset(_LOOKS.split())
_FORM_NAMES: Final = frozenset({"styleName", "tableStyle", "pivotTableStyle", "lang", "progId", "formatCode"})
_LEAST: Final = 9
# Bookmarks that programs set: of tables of contents, references, fields.
MARK: Final = re.compile(r"_+(?:Toc|Ref|Hlk|GoBack|RefHeading|DdeLink|Fieldmark|UnoMark|PictureBullets)")
# Attributes that the readers of parts take, and those that are lists of figures, addresses or fonts.
_NAMES: Final = (
    "author displayName descr title displayText string instr prompt promptTitle error errorTitle Target "
    "userId style path adj formulas points d equation ascii hAnsi eastAsia cs typeface panose Ignorable "
    "Requires uri coordsize coordorigin hashValue saltValue hash salt cryptProviderType schemaLocation "
    "sqref spans r alt id ref xfrm bounds gfxdata"
)
_TAKEN: Final = frozenset(_NAMES.split())
_DENSE: Final = frozenset({"c", "row", "col", "lsdException", "latentStyles", "Override", "Default"})
_UNDERSCORED: Final = frozenset({"bookmarkStart", "definedName", "table", "tableColumn", "protectedRange"})
_LITERAL: Final = re.compile(r"\"([^\"]+)\"")
_PLAIN: Final = re.compile(
    r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|https?://(?:schemas\.|docs\.oasis|www\.w3\.).*|urn:.*"
)
MOST: Final = 1 << 22  # characters that are kept


class HiddenText:
    """Keep what attributes of parts say, each value once; `full` indicates that there was more."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.values: dict[str, None] = {}
        self.full = False
        self._size = 0

    def add(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the attributes of an element that say something."""
        if tag in _DENSE:
            return
        for name, value in attributes.items():
            if len(value) < _LEAST:
                continue
            local = name.rpartition(":")[2]
            said = " ".join(_LITERAL.findall(value)) if local == "formatCode" else value
            if tag in _UNDERSCORED and local == "name":  # these have no blanks
                said = "" if MARK.match(value) else value.replace("_", " ")
            if local not in _TAKEN and _says(tag, local, said) and not _PLAIN.fullmatch(said):
                self._keep(" ".join(said.split()))

    def comment(self, text: str) -> None:
        """Take a comment that says something."""
        if SAYS.search(text):
            self._keep(" ".join(text.split()))

    def text(self, text: str) -> None:
        """Take text of an element that no reader takes."""
        if len(text) >= _LEAST and (SAYS.search(text) or _PERSON.search(text)) and not _PLAIN.fullmatch(text):
            self._keep(" ".join(text.split()))

    def _keep(self, value: str) -> None:
        if value in self.values:
            return
        self._size += len(value)
        if self._size > MOST:
            self.full = True
        else:
            self.values[value] = None


def _says(tag: str, name: str, value: str) -> bool:
    """Return whether an attribute holds a number, a sentence, or words that are no name of form."""
    if SAYS.search(value):
        return True
    if " " not in value or tag in _OF_FORM or name in _FORM_NAMES or not _PERSON.search(value):
        return False
    return not (name == "name" and _COUNTED.fullmatch(value))
