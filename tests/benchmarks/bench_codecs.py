"""Papers in the codecs that their machines had before Unicode: how many are read without a wrong character.

`python -m tests.benchmarks.bench_codecs [--source marked_aside]` encodes the passages of a folder of
`models/train/data` by language; the thresholds of `extract/text/legacy_codec.py` were chosen on `marked`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from models.train import passages
from pii_sweep.extract.text.decode import codec, register_lenient

CODECS: Mapping[str, str] = {
    "ko": "cp949", "ja": "cp932 euc_jp", "zh": "gb18030 big5", "th": "cp874", "el": "cp1253 iso8859_7 cp737",
    "ru": "cp1251 koi8_r cp866 iso8859_5", "uk": "cp1251 koi8_u cp866", "bg": "cp1251", "sr": "cp1251 cp1250",
    "mk": "cp1251", "he": "cp1255", "ar": "cp1256", "fa": "cp1256", "tr": "cp1254 cp857",
    "pl": "cp1250 iso8859_2 cp852", "cs": "cp1250 iso8859_2 cp852", "sk": "cp1250 iso8859_2",
    "hu": "cp1250 iso8859_2 cp852", "ro": "cp1250 iso8859_2", "hr": "cp1250 iso8859_2 cp852",
    "sl": "cp1250 iso8859_2", "sq": "cp1252", "lt": "cp1257", "lv": "cp1257", "et": "cp1252 cp1257",
    "de": "cp1252 cp850 mac_roman", "fr": "cp1252 cp850 mac_roman", "es": "cp1252 cp850 mac_roman",
    "pt": "cp1252 cp850", "it": "cp1252", "nl": "cp1252", "sv": "cp1252 cp850 mac_roman",
    "da": "cp1252 cp865", "no": "cp1252 cp865", "fi": "cp1252 cp850", "is": "cp1252", "en": "cp1252",
    "kk": "ptcp154", "az": "cp1254",
}  # fmt: skip
# Characters that came after those codecs, as writers of the time put them.
OLDER = str.maketrans({
    "ț": "ţ", "ș": "ş", "Ț": "Ţ", "Ș": "Ş", "–": "-", "—": "-", "„": '"', "“": '"', "”": '"', "’": "'",
    "‘": "'", "‚": "'", "€": "EUR", "…": "...", "№": "No",
})  # fmt: skip
MOST, SHORT, FEWEST = 40, 60, 3
BARS = {"whole": 0.97, "short": 0.94, "capitals": 0.94}


def texts(source: str) -> Mapping[str, Sequence[str]]:
    """Return the passages of a source by language, in a fixed random order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for file in sorted((passages.DATA / source).glob("*.txt")):
        for language, block in _blocks(file):
            found[language].append(block)
    for language in found:
        random.Random(language).shuffle(found[language])
    return found


def _blocks(file: Path) -> Iterator[tuple[str, str]]:
    for part in file.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, body = part.partition("\n")
        for mark in ("<<", ">>", "{{", "}}", "[[", "]]"):
            body = body.replace(mark, "")
        yield head.split()[0], body.strip()


def encoded(passages: Sequence[str], name: str, *, short: bool) -> Iterator[tuple[str, bytes]]:
    """Yield up to `MOST` texts with their bytes: such as a codec can write, with some bytes beyond ASCII."""
    count = 0
    for passage in passages:
        lines = [line for line in passage.split("\n") if not line.isascii()]
        text = ("\n".join(lines)[:SHORT] if short else passage).translate(
            {} if _fits(passage, name) else OLDER
        )
        if count == MOST or not _fits(text, name):
            continue
        data = text.encode(name)
        if sum(byte > 127 for byte in data) >= FEWEST and not _is_utf8(data):
            count += 1
            yield text, data


def _fits(text: str, name: str) -> bool:
    return text.encode(name, "ignore").decode(name, "ignore") == text


def _is_utf8(data: bytes) -> bool:
    return data.decode("utf-8", "replace").count("\ufffd") == 0


def measure(source: str, *, short: bool, capitals: bool = False) -> dict[tuple[str, str], float]:
    """Return, by language and codec, the share of texts that are read without a wrong character."""
    by_language, lenient = texts(source), register_lenient()
    shares: dict[tuple[str, str], float] = {}
    for language, names in CODECS.items():
        for name in names.split():
            held = by_language.get(language, ())
            right = [
                data.decode(codec(data)[0], lenient) == text
                for text, data in encoded(
                    [one.upper() for one in held] if capitals else held, name, short=short
                )
            ]
            if right:
                shares[language, name] = sum(right) / len(right)
    return shares


def main() -> int:
    """Print the shares, the worst first, and answer 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_codecs", description=__doc__)
    parser.add_argument("--source", choices=("marked", "marked_aside"), default="marked_aside")
    source, missed = parser.parse_args().source, False
    for length, bar in BARS.items():
        shares = measure(source, short=length == "short", capitals=length == "capitals")
        mean = sum(shares.values()) / len(shares)
        worst = sorted(shares.items(), key=lambda pair: pair[1])[:5]
        missed |= mean < bar
        print(f"{length}: {mean:.3f} (>= {bar}) of {len(shares)} pairs of language and codec; least")
        print("  " + ", ".join(f"{' '.join(pair)} {share:.2f}" for pair, share in worst))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
