"""A gate never keeps its pattern from a text that it matches; it is derived from the pattern itself."""

from __future__ import annotations

import random
import re
from re import _constants as op
from re import _parser
from typing import Any

import pytest

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.address import grammar, opening, street
from pii_sweep.detect.amount import prefilter
from pii_sweep.detect.person import phrase_cue
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.text.pattern.literals import BOUNDARY, required_literals

SAMPLES, TRIES = 12, 300
LETTERS = "abgklmoprsuvxzäéłß"


@pytest.fixture(scope="module")
def gates() -> list[gate.Gated]:
    """Return every gate of the package, those included that are made on first use."""
    detect.load(Settings())
    prefilter.mentions_charge("")
    list(street.starts("12 Main St"))
    list(phrase_cue.find("Hello Ann"))
    assert grammar.box() is not None
    assert opening.lot() is not None
    return list(gate.all_gates)


def test_every_gate_lets_pass_what_its_pattern_matches(gates: list[gate.Gated]) -> None:
    assert len(gates) > 60
    barren = []
    for one in gates:
        matching = samples(one.pattern)
        leaking = [text for text in matching if not one.admits(text)]
        assert not leaking, (one.pattern.pattern[:80], leaking[:3])
        if not matching:
            barren.append(one.pattern.pattern[:60])
    assert len(barren) <= len(gates) // 10, barren


def test_matches_of_several_gates_are_those_of_their_alternatives() -> None:
    forms = (r"\bbox \d+", r"farm(?: box \d)?", r"\w+ farm", r"(?<=box )7 hill")
    group, whole = gate.together(*map(gate.gated, forms)), re.compile("|".join(forms))
    for text in ("box 7 hill farm box 9", "old farm box 1 farm", "hill farm", "box 12", "none", "box 7 hill"):
        found = [match.span() for match in gate.find_leftmost(group, text)]
        assert found == [match.span() for match in whole.finditer(text)], text


def test_a_gate_that_knows_too_few_labels_is_caught() -> None:
    narrow = gate.gated(r"(?i)\b(?:cashier|clerk) \d+ (?P<name>[a-z]+)")
    wide = re.compile(r"(?i)\b(?:cashier|clerk|kassierer|kasir|bediener) \d+ (?P<name>[a-z]+)")
    assert any(not narrow.admits(text) for text in samples(wide))


@pytest.mark.parametrize(
    ("pattern", "clauses"),
    [
        (r"(?i)\bborn on \d", [{f"{BOUNDARY}born on "}]),
        (r"(?:first|given)=\w+ (?:last|family)=", [{"first=", "given="}, {" last=", " family="}]),
        (r"colou?r", [{"color", "colour"}]),
        (r"\d{3}-\d{2}-\d{4}", []),
        (r"(?:total)?\d", []),
        (r"(?<!\w)cvv(?!\w)", [{f"{BOUNDARY}cvv{BOUNDARY}"}]),
        (r"x(?=[^\n]{0,9}invoice)", [{"invoice"}]),
        (r"(?:BP ?\d|B\.P\. ?\d)", [{"bp", "b.p."}]),
        (r"\b(?:vw|kia \d+)+", [{f"{BOUNDARY}vw", f"{BOUNDARY}kia "}]),
        (r"my (?P<what>[ab]\w+|name)", [{"my a", "my b", "my name"}]),
        (r"(?:ab|a)+c", []),
    ],
)
def test_required_literals_follow_from_the_parsed_pattern(pattern: str, clauses: list[set[str]]) -> None:
    assert sorted(map(sorted, required_literals(pattern))) == sorted(map(sorted, clauses))


def test_a_word_boundary_in_the_pattern_is_one_in_the_gate() -> None:
    one = gate.gated(r"\bcid\b")
    assert one.admits("CID 123")
    assert not one.admits("decide, acid, cider")


def test_a_phrase_of_short_words_is_known_by_the_word_that_stands_alone_in_it() -> None:
    held = gate.gated(r"(?i)\bp\.o\b")
    assert held.admits("Write to P.O. Box 7.") and not held.admits("po box 7, top.on")
    beyond = gate.gated(r"\d[ ]?生")
    assert beyond.admits("1991年7月12日生") and not beyond.admits("born in 1991")


def test_letters_that_case_folds_together_open_every_gate() -> None:
    one = gate.gated(r"(?i)passport no")
    assert one.search("Pa\u017f\u017fport no") is not None


def test_an_amount_charged_is_mentioned_in_words_or_as_ocr_reads_them() -> None:
    for text in ("TOTAL 5", "T0TAL 5", "l0ta1 5", "otal 9.00", "to pay", "Order value 3", "SUMME", "fo7a1"):
        assert prefilter.mentions_charge(text), text
    for text in ("the sky was blue", "seven hills 7"):
        assert not prefilter.mentions_charge(text), text


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("Kassierer 7: Mirjam", "PERSON", "Mirjam"),
        ("first=Zoltek family=Varga", "PERSON", "Zoltek"),
        ("movil 612 345 678", "PHONE_NUMBER", "612 345 678"),
        ("fødd 12.03.1984", "DATE_OF_BIRTH", "12.03.1984"),
        ("ur.: 12.03.1984", "DATE_OF_BIRTH", "12.03.1984"),
        ("Pupil Vargos, Zoltek", "PERSON", "Vargos, Zoltek"),
        ("Inmate Vargos, Zoltek", "PERSON", "Vargos, Zoltek"),
    ],
)
def test_what_gates_kept_by_hand_had_lost_is_found(find: Any, text: str, entity: str, value: str) -> None:
    assert value in find(text)[entity]


def samples(pattern: re.Pattern[str]) -> list[str]:
    """Return strings drawn from a parsed pattern that the pattern does match."""
    draw = random.Random(pattern.pattern)
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE).data
    found = list[str]()
    for _ in range(TRIES):
        text = _drawn(tree, draw, {})
        if pattern.search(text):
            found.append(text)
        if len(found) == SAMPLES:
            break
    return found


def _drawn(nodes: Any, draw: random.Random, groups: dict[int, str]) -> str:
    return "".join(_one(kind, held, draw, groups) for kind, held in nodes)


def _one(kind: Any, held: Any, draw: random.Random, groups: dict[int, str]) -> str:
    if kind is op.LITERAL:
        return chr(held)
    if kind is op.NOT_LITERAL:
        return "x" if held != ord("x") else "y"
    if kind is op.ANY:
        return draw.choice(LETTERS)
    if kind is op.IN:
        return _member(held, draw)
    if kind is op.BRANCH:
        return _drawn(draw.choice(held[1]), draw, groups)
    if kind is op.SUBPATTERN:
        text = _drawn(held[3], draw, groups)
        groups[held[0]] = text
        return text
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        low, high, inner = held
        return "".join(_drawn(inner, draw, groups) for _ in range(draw.randint(low, min(high, low + 2))))
    if kind is op.GROUPREF:
        return groups.get(held, "")
    if kind is op.ASSERT and (held[0] < 0 or draw.random() < 0.5):
        return _drawn(held[1], draw, groups)
    return ""


def _member(held: Any, draw: random.Random) -> str:
    if held[0] == (op.NEGATE, None):
        shut = re.compile("[" + "".join(_escaped(kind, value) for kind, value in held[1:]) + "]")
        return next(char for char in draw.sample("aK3 x-é_\nZ", 10) + ["Ω"] if not shut.match(char))
    kind, value = draw.choice(held)
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.RANGE:
        return chr(draw.randint(*value))
    return {op.CATEGORY_DIGIT: "7", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "k"}.get(value, "-")


def _escaped(kind: Any, value: Any) -> str:
    if kind is op.LITERAL:
        return re.escape(chr(value))
    if kind is op.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w",
        op.CATEGORY_NOT_WORD: r"\W", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_NOT_SPACE: r"\S",
    }[value]  # fmt: skip
