"""RTF (Microsoft's specification 1.9.1) → lines of text, properties and pictures, in one pass without a tree.

Read are all destinations with words of people in them: headers, notes, comments and their authors, text
boxes, deleted text. HTML that a mail program wrapped in RTF (MS-OXRTFEX) comes out as it was.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from pii_sweep.errors import TooDeep
from pii_sweep.extract.office.hidden_text import SAYS
from pii_sweep.extract.text.encoded.hex_text import decode_hex
from pii_sweep.extract.text.formula_text import literals

MAX_GROUPS = 5000  # groups in groups
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([{}])|[\r\n]+|"
    rb"([^\\{}\r\n]+)|(.)",
    re.S,
)
# Behind the last group of a malformed document more of it may follow.
_GOES_ON = frozenset({b"\\", b"}"})
_HEX = re.compile(rb"[^0-9A-Fa-f]")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]+")
MOST_UNKNOWN = 1 << 20  # parts of a text that are kept
_LINK = re.compile(r"HYPERLINK\s+\"?(?:mailto|tel):([^\"\s?]+)", re.I)
CODEPAGES = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
CHARSETS = {128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 177: "cp1255",
            178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip
SIGNS = {b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "'", b"rquote": "'", b"ldblquote": '"',
         b"rdblquote": '"', b"tab": "\t", b"cell": "\t", b"nestcell": "\t", b"emspace": " ", b"enspace": " ",
         b"qmspace": " "}  # fmt: skip
BREAKS = frozenset({b"par", b"line", b"row", b"nestrow", b"sect", b"page", b"column"})
# What holds no words of people.
SILENT = frozenset(
    b"fonttbl colortbl stylesheet listtable listoverridetable rsidtbl themedata colorschememapping datastore "
    b"latentstyles xmlnstbl generator filetbl revtim creatim printim buptim mmathPr pntext pntxta pntxtb "
    b"bkmkstart bkmkend nonesttables atnid atnref atntime atndate panose falt template objclass "
    b"blipuid wgrffmtfilter pgptbl sn".split()
)
SPOKEN = frozenset(
    b"shptxt shpinst shp shppict pict footnote annotation atnauthor header headerl headerr headerf footer "
    b"footerl footerr footerf field fldrslt info title subject author operator manager company category "
    b"keywords comment doccomm revtbl htmltag userprops docvar object result dptxbxtext sp sv".split()
)
# What stands next to the text: a line ends before it and after it.
APART = frozenset(
    b"footnote annotation header headerl headerr headerf footer footerl footerr footerf shptxt "
    b"dptxbxtext docvar propname staticval sv".split()
)
PROPERTIES = frozenset(
    b"title subject author operator manager company category keywords comment doccomm atnauthor "
    b"revtbl".split()
)
BLIPS = {b"pngblip": "png", b"jpegblip": "jpg", b"dibitmap": "bmp", b"emfblip": "emf", b"wmetafile": "wmf",
         b"macpict": "pict"}  # fmt: skip


@dataclass(slots=True)
class _State:
    """What a group inherits and changes."""

    silent: bool = False
    place: bytes = b""
    skip: int = 1
    codec: str = "cp1252"
    html: bool = False
    apart: bool = False
    plain: bool = False  # \\htmlrtf: shown by RTF readers only


@dataclass(slots=True)
class Rtf:
    """What a file holds: its lines, `name: value` properties, pictures as (ending, bytes), where it ends."""

    lines: list[str] = field(default_factory=list, repr=False)
    properties: list[str] = field(default_factory=list, repr=False)
    pictures: list[tuple[str, bytes]] = field(default_factory=list, repr=False)
    html: str = field(default="", repr=False)
    end: int = 0


class _Reader:
    def __init__(self) -> None:
        self.found = Rtf()
        self.state, self.groups = _State(), list[_State]()
        self.text: list[str] = []
        self.value: list[str] = []
        self.instruction: list[str] = []
        self.hex: list[bytes] = []
        self.ending = ""
        self.fonts: dict[int, str] = {}
        self.font = self.left = 0
        self.high = b""
        self.fresh = self.star = self.wrapped = False
        self.wrapped_html: list[str] = []
        self.unknown: list[str] = []  # of destinations that no reader of people's words knows

    def read(self, data: bytes) -> Rtf:
        at, end = 0, len(data)
        while at < end:
            token = _TOKEN.match(data, at)
            if token is None:
                break
            at = token.end()
            word, number, pair, sign, brace, run, _ = token.groups()
            if word is not None:
                if word == b"bin" and number:
                    size = max(0, int(number))
                    self._binary(data[at : at + size])
                    at += size
                    continue
                self._word(word, int(number) if number is not None else None)
            elif pair is not None:
                self._byte(bytes([int(pair, 16)]))
            elif brace == b"{":
                if len(self.groups) > MAX_GROUPS:
                    raise TooDeep("max_depth")
                if self.state.place == b"docvar":
                    self._add("\n")  # its name and its value are groups
                self.groups.append(self.state)
                self.state = replace(self.state)
                self.fresh, self.star = True, False
                continue
            elif brace == b"}":
                self._close()
                if not self.groups and data[at : at + 40].strip()[:1] not in _GOES_ON:
                    break
            elif sign is not None:
                self._symbol(sign)
                if sign == b"*":
                    continue
            elif run is not None:
                self._run(run)
            self.fresh = self.star = False
        self.found.end = at
        self._break()
        self.found.html = "".join(self.wrapped_html) if self.wrapped else ""
        return self.found

    def _word(self, word: bytes, number: int | None) -> None:
        state = self.state
        if self.fresh and (word in SILENT or (self.star and word not in SPOKEN and word != b"fldinst")):
            state.silent, state.place = True, word
        elif word in PROPERTIES or word in {b"pict", b"fldinst", b"htmltag"}:
            state.place, state.html = word, word == b"htmltag"
        elif word in APART and self.fresh:
            self._add("\n")
            state.apart = True
            state.place = word if word == b"docvar" else state.place
        if word == b"f" and number is not None:
            self.font = number
            state.codec = self.fonts.get(number, state.codec)
        elif word == b"fcharset" and number in CHARSETS:
            self.fonts[self.font] = CHARSETS[number]
        elif word == b"ansicpg" and number:
            state.codec = _look_up_codec(f"cp{number}")
            self.groups = [replace(group, codec=state.codec) for group in self.groups]
        elif word in CODEPAGES:
            state.codec = CODEPAGES[word]
        elif word == b"uc":
            state.skip = max(0, number or 0)
        elif word == b"u" and number is not None:
            self._unicode(number & 0xFFFF)
        elif word == b"fromhtml":
            self.wrapped = True
        elif word == b"htmlrtf":
            state.plain = number != 0
        elif word in BLIPS:
            self.ending = BLIPS[word]
        elif word in SIGNS:
            self._add(SIGNS[word])
        elif word in BREAKS:
            self._add("\n")

    def _symbol(self, sign: bytes) -> None:
        if sign == b"*":
            self.star = True
        elif sign in b"\\{}":
            self._add(sign.decode())
        elif sign in b"~":
            self._add(" ")
        elif sign == b"_":
            self._add("-")
        elif sign in b"\r\n":
            self._add("\n")

    def _run(self, run: bytes) -> None:
        if self.state.place == b"pict":
            if not self.state.silent:
                self.hex.append(run)
            return
        skipped, self.left = run[: self.left], max(0, self.left - len(run))
        self._bytes(run[len(skipped) :])

    def _byte(self, byte: bytes) -> None:
        if self.left:
            self.left -= 1
            return
        self._bytes(byte)

    def _bytes(self, data: bytes) -> None:
        data = self.high + data
        decoder = codecs.getincrementaldecoder(self.state.codec)("replace")
        text = decoder.decode(data)
        self.high = decoder.getstate()[0]
        self._add(text)

    def _unicode(self, code: int) -> None:
        """Take a character; the next `skip` bytes stand for it in old readers. Surrogates come as two."""
        self._add(chr(code))
        self.left = self.state.skip

    def _add(self, text: str) -> None:
        state = self.state
        if state.silent:
            if state.place not in SILENT and len(self.unknown) < MOST_UNKNOWN:
                self.unknown.append(text)
            return
        if state.html or (self.wrapped and not state.plain and state.place not in PROPERTIES):
            self.wrapped_html.append(text)
        if state.html or state.place == b"pict":
            return
        if state.place == b"fldinst":
            self.instruction.append(text)
        elif state.place in PROPERTIES:
            self.value.append(text)
        else:
            first, *others = text.split("\n")
            self.text.append(first)
            for other in others:
                self._break()
                self.text.append(other)

    def _binary(self, data: bytes) -> None:
        if self.state.place == b"pict" and not self.state.silent:
            self.found.pictures.append((self.ending, data))

    def _close(self) -> None:
        place = self.state.place
        outer = self.groups.pop() if self.groups else _State()
        if self.unknown and not outer.silent:
            self._take_unknown()
        if outer.place != place:
            if place == b"pict":
                data = bytes.fromhex(_drop_odd_digit(_HEX.sub(b"", b"".join(self.hex))))
                if data:
                    self.found.pictures.append((self.ending, data))
                self.hex, self.ending = [], ""
            elif place == b"fldinst":
                said = "".join(self.instruction)
                link = _LINK.search(said)
                self.text += [f" {link[1]} "] if link else [f" {text} " for text in literals(said)]
                self.instruction = []
        if place in PROPERTIES and (value := _join_parts(self.value).strip(" ;")):
            name = "author" if place in {b"atnauthor", b"revtbl", b"operator"} else place.decode()
            if value != "Unknown":
                self.found.properties.append(f"{name.capitalize()}: {value}")
            self.value = []
        if self.state.apart and not outer.apart:
            self._add("\n")
        self.state, self.left = outer, 0

    def _take_unknown(self) -> None:
        """Take what a destination of an unknown name says, as it stands or in hexadecimal."""
        text, self.unknown = _join_parts(self.unknown), []
        bare = "".join(text.split())
        said = decode_hex(bare) if _HEXADECIMAL.fullmatch(bare) else text
        if said and SAYS.search(said):
            self._break()
            self.found.lines += said.splitlines()

    def _break(self) -> None:
        line = _join_parts(self.text)
        self.text = []
        self.found.lines.append(line.rstrip(" \t"))


def read(data: bytes) -> Rtf:
    """Return what an RTF file holds; raises TooDeep."""
    return _Reader().read(data)


def _join_parts(parts: list[str]) -> str:
    return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _drop_odd_digit(digits: bytes) -> str:
    return digits[: len(digits) // 2 * 2].decode("ascii")


def _look_up_codec(codec: str) -> str:
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return "cp1252"
