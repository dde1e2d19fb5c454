"""The measured figures as a Markdown page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pii_sweep.evaluate import calibration
from pii_sweep.evaluate.bars import PLACED_BAR, Bar, group
from pii_sweep.evaluate.kinds import Kind, write_tables
from pii_sweep.evaluate.score import MAIN, PLACED, Outcome, Score, share_placed, total
from pii_sweep.evaluate.speed import OURS, STOCK, Speed

INTRODUCTION = """Written by `make evaluate`. A truth entity is found when a finding of its type covers 80 %
of its letters and digits (edit distance up to 15 % where it was read by OCR; 90 % of the span for the
addresses of `generated_large.json`). A finding is right when 60 % of its tokens lie in a truth entity of
its type. Stock is Presidio's AnalyzerEngine as it comes, with en_core_web_md
(or _sm where that alone is installed), given the same text. What is marked in documents
without personal data is a firm's own: it may be found and need not be.
"""
KINDS_INTRODUCTION = """The development collection (`python -m fixtures.kinds`; alone: `make evaluate-kinds`)
has documents of each kind in several layouts and file formats, half of them without personal data, by authors
who have not seen the recognizers' rules. A kind counts in the mean of an entity where it has at least five of
its truths. HEALTH is scored by object. It is a development set: what is fitted on it has to be judged on the
kinds left out.
"""
LATER_INTRODUCTION = """Kinds of document that were written when the rules were finished (`python -m
fixtures.kinds --later`; alone: `make evaluate-later`), by authors who had not seen the rules. No rule or list
is written for them; the score of names is fitted on them too, and what it gives each kind without it is in
docs/decisions/name-scorer.md. They do not count in the means of the development collection below. Names of
people and their addresses are drawn as in that collection, so that recall is measured on new layouts and
sentences, not on new names. The clean documents are dense in names of products, places and clubs that look
like people's.
"""
THIRD_INTRODUCTION = """Kinds of document about one person or none (`python -m fixtures.kinds --third`; alone:
`make evaluate-third`), by authors who had not seen the rules: records that name one person without a label,
and clean documents of things that are named after people. The score of names is fitted on them too; what it
gives each kind without it is in docs/decisions/name-scorer.md.
"""
UNSEEN_INTRODUCTION = """Kinds of document (`python -m fixtures.kinds --unseen`; alone:
`make evaluate-unseen`) by an author who had not seen the rules: ordinary papers of each trade in eight
languages, with names and streets of lists of their own. Nothing is fitted or written for them.
"""
SEVENTH_INTRODUCTION = """Kinds of document that came seventh (`python -m fixtures.kinds --seventh`; alone:
`make evaluate-seventh`), by an author who had not seen the rules, with names of their own: ordinary papers of
ten trades in twelve languages; most of the documents with people name one or two, most of the health
stands in one sentence, and amounts are often no order's total. At first sight names were .993/.943, order
values .550/.688, and 13 of 80 clean documents were flagged. The scores are fitted on them since.
"""
EIGHTH_INTRODUCTION = """Kinds of document that came eighth (`python -m fixtures.kinds --eighth`; alone:
`make evaluate-eighth`), by an author who had not seen the rules, with names and addresses of their own:
ordinary papers of twelve trades more in 26 languages, a third of them English. Order values stand mostly in
sentences, chats and receipts, next to more amounts that are no order's total; most health stands in one
sentence. At first sight names were .697/.845, addresses .850/.983, health .691/1.000, order values
.233/.824, and 14 of 96 clean documents were flagged. Classes of what was missed in them were mended since,
and the scores are fitted on them.
"""
NINTH_INTRODUCTION = """Kinds of document that came last (`python -m fixtures.kinds --ninth`; alone:
`make evaluate-ninth`), by an author who had not seen the rules, with names and addresses of their own:
ordinary papers of twelve trades more in 31 languages, a third of them English. Each kind has six papers with
people and eight clean ones; order values stand next to as many loans, fines, deposits, wages, prices and
prizes. Nothing is fitted or written for them. At first sight names were .678/.828, addresses .843/.954,
health .579/1.000, order values .203/1.000, and 8 of 96 clean documents were flagged.
"""
FOURTH_INTRODUCTION = """Kinds of document that came fourth (`python -m fixtures.kinds --fourth`; alone:
`make evaluate-fourth`), by an author who had not seen the rules: half of the documents with people name one
or two, the clean ones are dense in names of things. At first sight names were .900/.804, the worst kind
.688/.571, and 12 of 67 clean documents were flagged. The scores of names and of health are fitted on them
since, and words of health that were missed in them are listed; what the score of names gives each kind
without it is in docs/decisions/name-scorer.md.
"""
FIFTH_INTRODUCTION = """Kinds of document that came fifth (`python -m fixtures.kinds --fifth`; alone:
`make evaluate-fifth`), by an author who had not seen the rules, with names, streets and telephones of their
own: most of the documents with people name one or two, the clean ones are dense in names of things. At first
sight names were .957/.921, the worst kind .778/.526, health .560/1.000, order values .900/1.000, and 2 of 80
clean documents were flagged. The scores of names, columns and health are fitted on them since, and words of
health that were missed in them are listed; what the score of names gives each kind without it is in
docs/decisions/name-scorer.md.
"""
SIXTH_INTRODUCTION = """Kinds of document that came sixth (`python -m fixtures.kinds --sixth`; alone:
`make evaluate-sixth`), by an author who had not seen the rules, with names of their own: most of the
documents with people name one or two, health stands in a sentence more often than on a form, amounts are
often no order's total; the clean ones are code, configuration, rules, lists and names of things. At first
sight names were .952/.930, the worst kind .800/.786, health .526/1.000, and 8 of 80 clean documents were
flagged. The scores of names and of health are fitted on them since.
"""
EVERYDAY_INTRODUCTION = """Ordinary papers (`python -m fixtures.kinds --everyday`; alone:
`make evaluate-everyday`), by authors who had not seen the rules, in some 25 languages: most name one person
or none and hold no other personal data. They are written to fit the scores of names and health on, so
that these figures are no measure; what the score of names gives each kind without it is in
docs/decisions/name-scorer.md.
"""
MEDICAL_INTRODUCTION = """Papers about somebody's health, and about nobody's (`python -m fixtures.kinds
--medical`; alone: `make evaluate-medical`), by authors who had not seen the rules; classes of what was
missed in them were mended since, and the score of health is fitted on them. HEALTH is scored by object.
"""
COLLECTIONS: Mapping[str, tuple[str, str]] = {  # in the order of the page: what nothing is fitted on first
    "unseen": ("Kinds never used to fit", UNSEEN_INTRODUCTION),
    "ninth": ("Kinds that came last, never used to fit", NINTH_INTRODUCTION),
    "later": ("Kinds written after the rules", LATER_INTRODUCTION),
    "third": ("Kinds about one person or none", THIRD_INTRODUCTION),
    "fourth": ("Kinds that came fourth", FOURTH_INTRODUCTION),
    "fifth": ("Kinds that came fifth", FIFTH_INTRODUCTION),
    "sixth": ("Kinds that came sixth", SIXTH_INTRODUCTION),
    "seventh": ("Kinds that came seventh", SEVENTH_INTRODUCTION),
    "eighth": ("Kinds that came eighth", EIGHTH_INTRODUCTION),
    "everyday": ("Ordinary papers", EVERYDAY_INTRODUCTION),
    "medical": ("Papers about health", MEDICAL_INTRODUCTION),
}
CORPORA_INTRODUCTION = """The fixtures have the same authors as the recognizers: their figures are a
regression test, not accuracy.
"""
BARS_HEAD = ("corpus", "group", "entity", "truths", "recall", "bar", "precision", "bar", "met") + (
    "stock recall",
    "stock precision",
)
Gathered = Mapping[str, Mapping[str, list[Outcome]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """A bar with the scores of each examiner."""

    bar: Bar
    scores: Mapping[str, Score]


def page(
    rows: Sequence[Measured],
    measured: Gathered,
    speeds: Sequence[Speed],
    memory: float,
    kinds: Sequence[Kind] = (),
    *,
    collections: Mapping[str, Sequence[Kind]] = MappingProxyType({}),
) -> str:
    """Return the whole page; the kinds of document come first where they were measured.

    `kinds` are those of the development collection, `collections` those of the others by their names in
    COLLECTIONS.
    """
    parts = ["# Accuracy, measured\n", INTRODUCTION]
    for name, (title, introduction) in COLLECTIONS.items():
        if measured_kinds := collections.get(name):
            parts += [f"## {title}\n", introduction, write_tables(measured_kinds)]
    if kinds:
        parts += ["## By kind of document, worst first\n", KINDS_INTRODUCTION, write_tables(kinds)]
    parts += [
        "## Regression on fixtures, and public corpora, against the bars\n",
        CORPORA_INTRODUCTION,
        _bars(rows),
        "## Speed and memory\n",
        _speeds(speeds, memory),
        "## Reliability\n",
        _reliability(measured),
        "## Boxes\n",
        _boxes(measured),
        "## Fixtures by format and kind\n",
        _fixtures(measured),
    ]
    return "\n".join(parts)


def _bars(rows: Sequence[Measured]) -> str:
    lines = [f"| {' | '.join(BARS_HEAD)} |", "|" + "---|" * len(BARS_HEAD)]
    for row in rows:
        ours, other = row.scores["ours"], row.scores.get("stock")
        met = (ours.recall or 0) >= row.bar.recall and (ours.precision or 0) >= row.bar.precision
        bar = row.bar
        cells = [bar.corpus, bar.group, bar.entity, str(ours.truths)]
        cells += [_rate(ours.recall), f"{bar.recall:.2f}", _rate(ours.precision), f"{bar.precision:.2f}"]
        cells += ["yes" if met else "**no**"]
        cells += [_rate(other.recall), _rate(other.precision)] if other else ["-", "-"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _speeds(speeds: Sequence[Speed], memory: float) -> str:
    lines = ["Processor time, one thread each; both read the same text by turns.\n"]
    lines += ["| examiner | characters | seconds | characters a second |", "|---|---|---|---|"]
    lines += [
        f"| {row.examiner} | {row.characters:,} | {row.seconds:.1f} | {row.rate:,.0f} |" for row in speeds
    ]
    rates = {row.examiner: row.rate for row in speeds}
    lines.append("")
    if rates.get(STOCK):
        lines.append(
            f"Ours is {rates[OURS] / rates[STOCK]:.1f} times as fast (bars: 10 times, 100,000 a second)."
        )
    lines.append(f"Memory of a fresh process with the models loaded: {memory:.0f} MiB (bar: 600).")
    return "\n".join(lines) + "\n"


def _reliability(measured: Gathered) -> str:
    sure = [item for by in measured.values() for outcome in by["ours"] for item in outcome.sure]
    lines = []
    for entity in MAIN:
        held = [item for item in sure if item.entity == entity]
        wrong = calibration.error(held)
        if wrong is None:
            continue
        lines += [f"{entity}: expected calibration error {wrong:.3f} (bar: 0.05), {len(held)} findings\n"]
        lines += ["| score | findings | mean score | share right |", "|---|---|---|---|"]
        lines += [
            f"| {row.low:.1f} to {row.high:.1f} | {row.count} | {row.score:.3f} | {row.right:.3f} |"
            for row in calibration.reliability(held)
        ]
        lines.append("")
    return "\n".join(lines)


def _boxes(measured: Gathered) -> str:
    outcomes = measured.get("fixtures", {}).get("ours", [])
    lines = [f"Values found on a page with the true box, and the share whose box has an IoU of {PLACED}.\n"]
    lines += ["| fixtures | boxes | placed | bar | mean IoU |", "|---|---|---|---|---|"]
    for name in sorted({group(one) for one in outcomes}):
        held = [overlap for one in outcomes if group(one) == name for overlap in one.overlaps]
        if held:
            shown = f"{_rate(share_placed(held))} | {PLACED_BAR:.2f} | {_rate(sum(held) / len(held))}"
            lines.append(f"| {name} | {len(held)} | {shown} |")
    return "\n".join(lines) + "\n"


def _fixtures(measured: Gathered) -> str:
    outcomes = measured.get("fixtures", {}).get("ours", [])
    names = sorted({(group(one), one.kind, one.format) for one in outcomes})
    lines = [
        "| group | kind | format | entity | truths | recall | precision |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in names:
        kept = [one.scores for one in outcomes if (group(one), one.kind, one.format) == name]
        for entity, score in total(kept).items():
            if entity in MAIN:
                cells = [*name, entity, str(score.truths), _rate(score.recall), _rate(score.precision)]
                lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _rate(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.3f}"
