"""ZPL II commands → fields with text, position and size (Zebra ZPL II Programming Guide, P1099958)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

COMMAND = re.compile(r"([\^~])([A-Za-z0-9][A-Za-z0-9@]|[A-Za-z]\d)", re.S)
HEX = re.compile(rb"([0-9A-Fa-f]{2})")
BARCODES = frozenset("0123456789ABCDEFIJKLMOPQRSTUXZ")
# Dot heights and widths (with the gap between characters) of the bitmap fonts, guide appendix "Fonts".
BITMAP_FONTS: Mapping[str, tuple[int, int]] = {
    "A": (9, 6), "B": (11, 9), "C": (18, 12), "D": (18, 12), "E": (28, 20), "F": (26, 16), "G": (60, 48),
    "H": (21, 19),
}  # fmt: skip
SCALABLE_WIDTH = 0.43  # mean width of a character of font 0, in its width parameter
# ^CI: single-byte sets 0–13 are code page 850 with national replacements, 27 is 1252, 28–36 Unicode.
ENCODINGS: Mapping[int, str] = {
    14: "cp932", 15: "shift_jis", 16: "euc_jp", 17: "utf-16-be", 24: "big5", 26: "big5", 27: "cp1252",
    28: "utf-8", 29: "utf-16-be", 30: "utf-16-le", 31: "cp1250", 33: "cp1251", 34: "cp1253",
    35: "cp1254", 36: "cp1255",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One ^FD: its text (lines of a block parted by a newline), place and size in dots.

    `turn` is the rotation (N, R, I, B); `barcode` the symbology's letter or ''; `number` its ^FN.
    `width` is a mean character's, exact for fonts that are not `proportional`. `x`, `y` are the
    upper left corner, or the start of the baseline where `baseline` is set.
    """

    text: str = field(repr=False)
    x: int = 0
    y: int = 0
    height: float = 9.0
    width: float = 6.0
    turn: str = "N"
    barcode: str = ""
    number: int | None = None
    baseline: bool = False
    block_width: int = 0
    block_lines: int = 1
    proportional: bool = False


@dataclass(slots=True)
class Printer:
    """What commands leave set: for the label (home, charset, default font) and for the field."""

    home: tuple[int, int] = (0, 0)
    encoding: str | None = None
    font: tuple[str, float, float] = ("A", 9.0, 6.0)
    turn: str = "N"
    bar_height: float = 10.0
    template: str | None = None
    now: Field = field(default_factory=lambda: Field(""))
    escape: str | None = None
    data: str | None = None
    fields: list[Field] = field(default_factory=list)
    numbered: dict[int, str] = field(default_factory=dict)


def parse_label(source: str, stored: dict[str, list[Field]]) -> list[Field]:
    """Return the fields of one `^XA…^XZ`, read as Latin-1, in the order they are printed.

    `stored` holds the templates that ^DF leaves and ^XF recalls; it is added to.
    """
    printer = Printer()
    _clear(printer)
    for prefix, name, parameters in commands(source):
        if prefix == "^":
            _apply(printer, name, parameters, stored)
    if printer.template is not None:
        stored[printer.template] = printer.fields
        return []
    filled = [
        replace(item, text=printer.numbered.get(item.number, item.text)) if item.number is not None else item
        for item in printer.fields
    ]
    return [item for item in filled if item.text.strip()]


def commands(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield (prefix, two letters, parameters) of each command; ^CC and ^CT change the prefixes."""
    for old, new in re.findall(r"([\^~]C[CT])(.)", source):
        if new not in "^~" and old[0] == "^":
            source = source.replace(new, "^" if old[2] == "C" else "~")
    found = list(COMMAND.finditer(source))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(source)
        name = match[2].upper()
        yield match[1], ("A" + name[1] if name[0] == "A" else name), source[match.end() : end]


def _apply(printer: Printer, name: str, parameters: str, stored: Mapping[str, list[Field]]) -> None:
    arguments = [part.strip() for part in parameters.split(",")]
    if name in ("FD", "FV", "SN"):
        data = parameters if name != "SN" else parameters.partition(",")[0]
        printer.data = data.rstrip("\r\n") if "\n" in data else data
    elif name == "FS":
        _finish(printer)
    elif name in ("XF", "DF"):
        template = arguments[0].strip().upper()
        if name == "XF":
            printer.fields.extend(stored.get(template, ()))
        else:
            printer.template = template
    elif name in SETTERS:
        SETTERS[name](printer, arguments)
    elif name[0] == "A":
        _font(printer, name[1], arguments)
    elif name[0] == "B" and name[1] in BARCODES:
        turn = arguments[0][:1] if arguments[0][:1] in set("NRIB") else printer.turn
        printer.now = replace(printer.now, barcode=name[1], turn=turn or "N", height=printer.bar_height)


def _clear(printer: Printer) -> None:
    font, height, width = printer.font
    scalable = font not in BITMAP_FONTS
    printer.now = Field("", height=height, width=width, turn=printer.turn, proportional=scalable)
    printer.escape = printer.data = None


def _finish(printer: Printer) -> None:
    if printer.data is not None or printer.now.number is not None:
        text = _decode_hex(printer.data or "", printer.escape, printer.encoding)
        if (
            printer.now.number is not None
            and printer.data is not None
            and not printer.now.x
            and not printer.now.y
        ):
            printer.numbered[printer.now.number] = text
        else:
            printer.fields.append(replace(printer.now, text=text))
    _clear(printer)


def _decode_hex(data: str, escape: str | None, encoding: str | None) -> str:
    raw = data.encode("latin-1", "replace")
    if escape:
        head, *rest = raw.split(escape.encode("latin-1", "replace"))
        raw = head + b"".join(
            bytes.fromhex(part[:2].decode()) + part[2:] if HEX.match(part) else escape.encode() + part
            for part in rest
        )
    for name in (encoding, "utf-8", "cp850"):
        if name is not None:
            try:
                return raw.decode(name)
            except UnicodeDecodeError:
                continue
    return raw.decode("latin-1")


def _font(printer: Printer, font: str, arguments: list[str]) -> None:
    turn = arguments[0][:1].upper() if arguments[0] else printer.turn
    height, width = _size(font, arguments[1:], printer)
    turn = turn if turn in set("NRIB") else "N"
    scalable = font not in BITMAP_FONTS
    printer.now = replace(printer.now, height=height, width=width, turn=turn, proportional=scalable)


def _size(font: str, arguments: list[str], printer: Printer) -> tuple[float, float]:
    """Return the height and the mean width of a character in dots."""
    asked_height, asked_width = _number(arguments, 0), _number(arguments, 1)
    if font in BITMAP_FONTS:
        height, width = BITMAP_FONTS[font]
        times = max(1, round(asked_height / height)) if asked_height else 1
        return height * times, width * (max(1, round(asked_width / (width * 0.8))) if asked_width else times)
    tall = float(asked_height or asked_width or printer.font[1])
    return tall, (asked_width or tall) * SCALABLE_WIDTH


def _number(arguments: list[str], index: int) -> int:
    text = arguments[index].strip() if index < len(arguments) else ""
    return min(int(text), 32_000) if text.isdecimal() else 0


def _place(printer: Printer, arguments: list[str], *, baseline: bool) -> None:
    x, y = _number(arguments, 0) + printer.home[0], _number(arguments, 1) + printer.home[1]
    printer.now = replace(printer.now, x=x, y=y, baseline=baseline)


def _block(printer: Printer, arguments: list[str]) -> None:
    lines = max(1, _number(arguments, 1))
    printer.now = replace(printer.now, block_width=_number(arguments, 0), block_lines=lines)


def _text_block(printer: Printer, arguments: list[str]) -> None:
    lines = max(1, int(_number(arguments, 2) / max(1.0, printer.now.height)))
    printer.now = replace(printer.now, block_width=_number(arguments, 1), block_lines=lines)


def _charset(printer: Printer, arguments: list[str]) -> None:
    number = _number(arguments, 0)
    printer.encoding = ENCODINGS.get(number) if number > 13 else None


def _default_font(printer: Printer, arguments: list[str]) -> None:
    font = (arguments[0][:1] or printer.font[0]).upper()
    printer.font = (font, *_size(font, arguments[1:], printer))
    _clear_size(printer)


def _clear_size(printer: Printer) -> None:
    font, height, width = printer.font
    scalable = font not in BITMAP_FONTS
    printer.now = replace(printer.now, height=height, width=width, proportional=scalable)


def _home(printer: Printer, arguments: list[str]) -> None:
    printer.home = (_number(arguments, 0), _number(arguments, 1))


def _orientation(printer: Printer, arguments: list[str]) -> None:
    printer.turn = arguments[0][:1].upper() if arguments[0][:1].upper() in set("NRIB") else "N"
    printer.now = replace(printer.now, turn=printer.turn)


def _bar_height(printer: Printer, arguments: list[str]) -> None:
    printer.bar_height = float(_number(arguments, 2) or printer.bar_height)


def _hex(printer: Printer, arguments: list[str]) -> None:
    printer.escape = arguments[0][:1] or "_"


def _field_number(printer: Printer, arguments: list[str]) -> None:
    digits = re.match(r"\d{1,5}", arguments[0])
    printer.now = replace(printer.now, number=int(digits[0]) if digits else 0)


Setter = Callable[[Printer, list[str]], None]
SETTERS: Mapping[str, Setter] = {
    "FO": lambda printer, arguments: _place(printer, arguments, baseline=False),
    "FT": lambda printer, arguments: _place(printer, arguments, baseline=True),
    "FB": _block, "TB": _text_block, "CI": _charset, "CF": _default_font, "LH": _home, "FW": _orientation,
    "BY": _bar_height, "FH": _hex, "FN": _field_number,
}  # fmt: skip
