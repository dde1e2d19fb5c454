"""Names in scripts without capital letters, where a label, a form of address or a family name shows them.

Neither the network nor the lists read Chinese, Japanese, Korean, Arabic, Hebrew, Thai or the scripts of
India. A form's label (`氏名`, `성명`, `الاسم`), a form of address (`様`, `السيدة`, `श्री`) and, for Chinese
and Korean, the few family names that nearly everybody has say where a name is; its length follows from the
script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pii_sweep.detect.text import header_words, lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.resources import labels_of

LABELLED, TITLED = 0.85, 0.75
_HAN, _KATAKANA, _HIRAGANA, _HANGUL = "\u4e00-\u9fff々", "\u30a0-\u30ff", "\u3041-\u309fー", "\uac00-\ud7a3"
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e."  # its words are written without blanks, so a title touches its name
# The letters of scripts that part words by blanks, and how many words a name behind a label has at least.
_SPACED = (
    ("arabic", "\u0621-\u065f\u066e-\u06d3\u200c", 2),
    ("hebrew", "\u05d0-\u05ea'\"׳״\\-", 2),
    ("thai", _THAI, 2),
    ("indic", "\u0900-\u0963\u0966-\u0dff\u200c\u200d.", 1),
    (
        "other",
        "\u0531-\u0587\u0e81-\u0ece\u0f00\u0f0b\u0f20-\u0fbc\u1000-\u1049\u1050-\u10ff\u1200-\u1360\u1780-\u17d3"
        "\u0780-\u07b1\u1820-\u18aa",
        1,
    ),
)
_BLANK = "[ \\t\u3000]"
# A label's own translation may stand behind it: `姓名 Name：`, `성명(Name):`.
_COLON = (
    rf"(?:[（(][{_HAN}]{{1,6}}[)）])?(?:{_BLANK}?[/(（]?{_BLANK}?[A-Za-z][A-Za-z' ]{{1,24}}[)）]?)?"
    rf"{_BLANK}{{0,4}}[:：៖፡፦՝]{_BLANK}{{0,12}}"
)
_MARK = rf"(?:{_COLON}|{_BLANK}{{2,24}}|\t|\u3000)"
_LATIN = r"(?i:(?:full |patient |customer |guest |student |employee |contact )?name|patient|recipient|tenant)"
_HONORIFICS = "様|殿|さん|님|씨|귀하|先生|女士|小姐|太太"
_END = (
    rf"(?={_BLANK}?(?:{_HONORIFICS})|{_BLANK}*(?:$|[\n,;，、；。|/()（）〔\[<\"”』」:：])|{_BLANK}{{2}}|[\t\u3000]"
    r"|[ ]?[\d０-９+])"
)


@dataclass(frozen=True, slots=True)
class _Script:
    """A script's letter, its patterns with what each shows, and the words and ends that no name has."""

    letter: re.Pattern[str]
    patterns: tuple[tuple[re.Pattern[str], float, str], ...]
    stops: frozenset[str] = frozenset()
    ends: str = ""


def find(text: str) -> Iterator[Hit]:
    """Yield the names in scripts without capitals that a label or a form of address shows."""
    if text.isascii():
        return
    for script in _scripts():
        if script.letter.search(text) is None:
            continue
        met: set[tuple[int, int]] = set()
        for pattern, weight, factor in script.patterns:
            for match in pattern.finditer(text):
                start, end = match.span("name")
                end = _find_stop(text, start, end, script)
                if end > start and (start, end) not in met and text[start:end] not in header_words.unspaced():
                    met.add((start, end))
                    yield Hit("PERSON", start, end, weight, "Script", (f"{factor}:{weight:.2f}",))


_WORD = re.compile(r"[^ \t\u3000]+")


def _find_stop(text: str, start: int, end: int, script: _Script) -> int:
    """Return where a name ends: before the first word that is of no name."""
    last = start
    for word in _WORD.finditer(text, start, end):
        bare = word.group().strip(".-'\"")
        if bare in script.stops or (bare.startswith("و") and bare[1:] in script.stops):
            break
        last = word.end()
    alone = _WORD.fullmatch(text, start, last) is not None
    return start if alone and text[last - 1] in script.ends else last


@lru_cache(maxsize=1)
def _scripts() -> tuple[_Script, ...]:
    words = lexicon.table("script_names")
    return (
        _Script(re.compile(f"[{_HAN}]"), _chinese(words["han"])),
        _Script(
            re.compile(f"[{_HAN}{_KATAKANA}{_HIRAGANA}]"),
            _japanese(words["japanese"]),
            frozenset(words["japanese"]["nobody"]),
            words["japanese"]["ends"],
        ),
        _Script(re.compile(f"[{_HANGUL}]"), _korean(words["korean"]), frozenset(words["korean"]["nobody"])),
        *(
            _Script(
                re.compile(rf"(?=[{letters}])[^\W\d_]"),
                _compile_spaced(words[name], letters, least),
                frozenset(words[name].get("stops", ())),
            )
            for name, letters, least in _SPACED
        ),
    )


def _join(words: Iterable[str], *, apart: str = "") -> str:
    """Return a pattern of any of some words; their letters may stand `apart`, as in `氏　名`."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(
        apart.join(map(re.escape, word.replace(" ", ""))) if apart else re.escape(word) for word in longest
    )


_APART = "[ \u3000]{0,4}"
_NUMBERS = "〇一二三四五六七八九十"


def _chinese(words: Mapping[str, Any]) -> tuple[tuple[re.Pattern[str], float, str], ...]:
    family = rf"(?:{_join(words['family_long'])}|[{words['family']}])"
    titled, offices, roles = (_join(words[kind]) for kind in ("titles_after", "offices", "roles"))
    given = rf"(?:(?!{titled}|{offices})[{_HAN}]{{1,2}}|(?={offices}))"
    return (
        (
            re.compile(
                rf"(?:{_join(words['labels'], apart=_APART)}|{_LATIN}){_MARK}"
                rf"(?P<name>{family}[ \u3000]?{given}|[{_HAN}]{{1,7}}·[{_HAN}]{{1,8}})"
                rf"(?:(?={offices})|{_END})"
            ),
            LABELLED, "label",
        ),
        (
            re.compile(
                rf"(?:(?<![{_HAN}])|(?<=[{words['before_titled']}]))(?:{roles})?(?!{roles})"
                rf"(?P<name>{family}(?:(?!{titled})[{_HAN}]){{0,2}})(?<!老)(?=老?(?:{titled}))"
            ),
            TITLED, "title",
        ),
        # Whom to call: `打电话给徐志豪 17769223686`.
        (
            re.compile(
                rf"(?<=[{words['before_titled']}])(?P<name>{family}(?:(?!{titled}|{offices})[{_HAN}]){{1,2}})"
                rf"(?<![{words['not_person_last']}])(?={_BLANK}?[:：]?{_BLANK}?1[3-9]\d{{9}}(?!\d))"
            ),
            TITLED, "called",
        ),
    )  # fmt: skip


def _japanese(words: Mapping[str, Any]) -> tuple[tuple[re.Pattern[str], float, str], ...]:
    titles = _join(words["titles_after"])
    sign = rf"(?:(?!{titles})[{_HAN}])"
    given = rf"(?:{sign}{{1,3}}[{_HIRAGANA}]{{0,2}}|[{_HIRAGANA}]{{1,4}}[{_HAN}]?|[{_KATAKANA}]{{1,8}})"
    kana = (
        rf"[{_KATAKANA}]{{2,8}}[ \u3000・][{_KATAKANA}]{{2,8}}"
        rf"|[{_HIRAGANA}]{{2,8}}[ \u3000][{_HIRAGANA}]{{2,8}}"
    )
    # What somebody is may stand before the name, as may a number or a heading.
    role = rf"(?:(?:{_join(words['roles'])}){_BLANK}?|[{_HAN}]{{1,6}}[{words['role_ends']}]{_BLANK})?"
    addressed = rf"{_BLANK}?(?:{_join((*words['titles_after'], *words['titles_known']))})(?![{_HAN}])"
    return (
        (
            re.compile(
                rf"(?:{_join(words['labels'], apart=_APART)}){_MARK}"
                rf"(?P<name>{sign}{{1,4}}[ \u3000]{given}|{sign}{{2,5}}|{kana}){_END}"
            ),
            LABELLED, "label",
        ),
        (
            re.compile(
                rf"(?<![{_HAN}{_KATAKANA}{_HIRAGANA}\d〇]){role}"
                rf"(?P<name>(?![{_NUMBERS}]{{1,4}}{_BLANK})[{_HAN}]{{1,4}}[ \u3000](?![{_KATAKANA}])"
                rf"{_known_given(words)}|[{_HAN}]{{2,5}}|{kana}){_BLANK}?(?:{titles})(?![{_HAN}])"
            ),
            TITLED, "title",
        ),
        (re.compile(rf"(?P<name>{_known_family(words)})(?={addressed})"), TITLED, "title"),
        # Behind a particle, a whole name: `不在時は山本美咲様へ`.
        (
            re.compile(rf"(?P<name>{_known_family(words)}[{words['given']}]{{1,3}})(?={addressed})"),
            TITLED, "title",
        ),
        (
            re.compile(
                rf"(?P<name>{_known_family(words)}[ \u3000]{_known_given(words)}"
                rf"|(?<![{_HAN}{_KATAKANA}])[{_KATAKANA}]{{3,8}}[ \u3000][{words['given']}]{{2,3}}"
                rf"(?={addressed}))"
                rf"(?={addressed}|(?:です|は|が|の|を|に|も|と|より)(?![{_KATAKANA}])"
                rf"|{_BLANK}*(?:$|[\n、。，．,・/()（）〔」』：:;；])|{_BLANK})"
            ),
            TITLED, "whole_name",
        ),
    )  # fmt: skip


def _known_family(words: Mapping[str, Any]) -> str:
    """Return a pattern of the family names of a list, and of what is made of two signs of such names.

    One sign alone follows no other letter; two that make a word end like no place or shop: `本屋さん`.
    """
    alone = "".join(one for one in words["families"] if len(one) == 1)
    longer = _join(one for one in words["families"] if len(one) > 1)
    made = rf"[{words['family_first']}](?![{words['not_family_last']}])[{words['family_last']}]"
    return rf"(?<![{_HAN}{_KATAKANA}])(?:{longer}|{made}|(?<![{_HIRAGANA}])[{alone}])"


def _known_given(words: Mapping[str, Any]) -> str:
    """Return a pattern of given names by their signs, none of them a number or a family name: `石川 千葉`."""
    no_name = _join((*words["families"], *words["behind_family"]))
    return (
        rf"(?!(?:{no_name})(?![{_HAN}])|[{_NUMBERS}]{{1,3}}(?![{_HAN}]))"
        rf"(?:[{words['given']}]{{1,3}}[{_HIRAGANA}]{{0,1}}|[{_HIRAGANA}]{{2,4}}?|[{_KATAKANA}]{{2,4}})"
    )


def _korean(words: Mapping[str, Any]) -> tuple[tuple[re.Pattern[str], float, str], ...]:
    family = rf"(?:{_join(words['family_long'])}|[{words['family']}])"
    touching = rf"(?:{_join((*words['offices'], *words['offices_touching']))})"
    return (
        (
            re.compile(
                rf"(?:{_join(words['labels'], apart=_APART)}|{_LATIN}){_MARK}"
                rf"(?P<name>{family}[ ]?[{_HANGUL}]{{1,2}}){_END}"
            ),
            LABELLED, "label",
        ),
        (
            re.compile(
                rf"(?<![{_HANGUL}])(?P<name>{family}"
                rf"(?:(?!{touching})[{_HANGUL}]{{2}}(?=[ ]?(?:{_join(words['titles_after'])}))"
                rf"|[{words['given_first']}][{words['given_last']}](?=[ ](?:{_join(words['offices'])}))))"
            ),
            TITLED, "title",
        ),
        (
            # A family name of two syllables, which writers set apart, too: a given one may have but one.
            re.compile(
                rf"(?<![{_HANGUL}])(?P<name>(?:{_join(words['family_long'])})"
                rf"[ ]?(?!{touching})[{_HANGUL}]{{1,2}}?)(?=[ ]?(?:{_join(words['titles_after'])}))"
            ),
            TITLED, "title",
        ),
        (
            re.compile(
                rf"(?<![{_HANGUL}])(?!{_join(words['second_offices'])})(?P<name>[{words['family']}])(?={touching}님)"
            ),
            TITLED, "title",
        ),
    )  # fmt: skip


def _compile_spaced(
    words: Mapping[str, Any], letters: str, least: int
) -> tuple[tuple[re.Pattern[str], float, str], ...]:
    word = rf"[{letters}]{{2,20}}"
    more = rf"(?:[ ]{word})"
    said = _join(_add_labels(words["labels"], ("bare", "name", "kin"), letters))
    labels = rf"(?<![{letters}])(?i:{said}|{_LATIN}){_COLON}"
    patterns = [(re.compile(rf"{labels}(?P<name>{word}{more}{{{least - 1},5}})"), LABELLED, "label")]
    if titled := _add_labels(words.get("titles", ()), ("titles",), letters):
        apart = "[ ]?" if letters == _THAI else r"\.?[ ]{1,2}"
        titles = rf"(?<![{letters}])و?(?i:{_join(titled)}){apart}"
        end = "" if letters == _THAI else f"(?![{letters}])"
        name = rf"(?P<name>{word}{more}{{{int(letters == _THAI)},4}}){end}"
        patterns.append((re.compile(titles + name), TITLED, "title"))
    return tuple(patterns)


def _add_labels(words: Sequence[str], kinds: Sequence[str], letters: str) -> list[str]:
    """Return words with those of `label_words.toml` of some kinds that are written in a script."""
    own = re.compile(f"[{letters}]")
    return list(dict.fromkeys((*words, *filter(own.match, labels_of(*kinds)))))
