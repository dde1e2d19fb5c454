"""`review`: ask people about a random sample of a sweep's objects, and let the estimates use the answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii_sweep.cli import options as opt
from pii_sweep.cli.show import open_journal
from pii_sweep.errors import UsageError

if TYPE_CHECKING:
    from pii_sweep.journal import Journal
    from pii_sweep.report.review.questions import Question
    from pii_sweep.report.tables.frames import Frames
    from pii_sweep.types import Verdict

Buckets = Annotated[list[str] | None, typer.Option("--bucket", help="This bucket only; repeatable.")]
Entities = Annotated[
    list[str] | None,
    typer.Option("--entity", metavar="NAME", help="Ask about this kind of data only; repeatable."),
]
Number = Annotated[int, typer.Option("--questions", min=1, metavar="N", help="How many questions to draw.")]
Sheet = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help="Write the questions into a CSV file, and stop.")
]
Answers = Annotated[
    Path | None, typer.Option("--answers", metavar="FILE", help="Take the answers from that file.")
]
Reveal = Annotated[
    bool, typer.Option("--reveal", help="Fetch each object again and show its values on the terminal.")
]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why values are shown; for --reveal.")]
CHOICES = ("y", "yes", "n", "no", "s", "skip", "q", "stop", "quit")
LINES, WIDTH = 40, 160  # of an object in which nothing was found


def review(
    directory: opt.SweepDir,
    bucket: Buckets = None,
    entity: Entities = None,
    questions: Number = 200,
    sheet: Sheet = None,
    answers: Answers = None,
    reveal: Reveal = False,
    reason: Reason = None,
) -> int:
    """Ask about a random sample of findings and of objects without any; correct the estimates by the answers.

    Findings are masked, unless --reveal shows them, which audit.jsonl records with the reason. Answers are
    kept in the sweep directory; a later answer to the same question replaces an earlier one.

    Example: pii-sweep review sweep-2026-11 --csv questions.csv, then with --answers questions.csv

    Exit codes: 0 the questions were asked or the answers taken, 1 the sweep is damaged, 2 usage or no sweep.
    """
    from pii_sweep import config
    from pii_sweep import report as reporting
    from pii_sweep.journal import Journal
    from pii_sweep.report.review.questions import draw_questions
    from pii_sweep.report.review.sheet import read_sheet, write_sheet

    if sheet and answers:
        raise UsageError("give either --csv or --answers")
    if reveal and not (reason or "").strip():
        raise UsageError("--reveal needs --reason TEXT: it is recorded in audit.jsonl")
    if reveal and not sys.stdout.isatty():
        raise UsageError("values are shown on a terminal only; do not redirect the output")
    if not (sheet or answers or sys.stdin.isatty()):
        raise UsageError("this is no terminal; give --csv FILE, and its answers with --answers FILE")
    with open_journal(directory) as journal:  # for reading: questions alone leave the signed journal as it is
        settings = config.from_dict(journal.plan().settings)
        before = reporting.frames_of(journal)
        _check(before, bucket or (), entity or ())
        drawn = draw_questions(journal, questions, bucket or (), entity or ())
        if not drawn:
            raise UsageError("there is nothing to ask about: no object of these buckets was read")
        if sheet:
            typer.echo(
                f"{write_sheet(sheet, drawn)}: {len(drawn)} questions; answer yes or no in the column answer"
            )
            return 0
        given = read_sheet(answers, drawn) if answers else None
    with Journal.open(directory) as journal:
        if given is not None:
            journal.judge(given)
            typer.echo(f"{len(given)} of {len(drawn)} questions have an answer")
        else:
            _interview(journal, drawn, reason if reveal else None)
        after = reporting.write(journal, settings)
    _compare(before, after)
    return 0


def _check(built: Frames, buckets: Sequence[str], entities: Sequence[str]) -> None:
    from pii_sweep.risk.categories import ENTITIES

    known = [detail.frame.bucket for detail in built.details]
    for name in buckets:
        if name not in known:
            raise UsageError(f"the sweep has no bucket '{name}'; it has {', '.join(known)}")
    found = {entity for detail in built.details for entity in detail.tally.objects_with}
    for name in entities:
        if name not in found | ENTITIES.keys():
            raise UsageError(f"'{name}' is no kind of data; found: {', '.join(sorted(found))}")


def _interview(journal: Journal, drawn: Sequence[Question], reason: str | None) -> None:
    """Ask on the terminal; each answer is written down at once, so that a review can be broken off."""
    from pii_sweep.report.review.sheet import ask

    said = {
        (verdict.item, verdict.entity)
        for name in {one.ref.bucket for one in drawn}
        for verdict in journal.verdicts(name)
    }
    waiting = [one for one in drawn if (one.item, one.entity) not in said]
    targets = {target.bucket: target for target in journal.plan().targets}
    typer.echo(f"{len(waiting)} questions; y yes, n no, s skip, q stop")
    for number, question in enumerate(waiting, start=1):
        place = targets[question.ref.bucket].address(question.ref.key)
        typer.echo(f"\n{number}/{len(waiting)}  {_drop_control_signs(place)}")
        for line in (
            _reveal_values(journal, question, reason) if reason else question.shown or ("nothing found",)
        ):
            typer.echo(f"    {_drop_control_signs(line)}")
        answer = ""
        while answer not in CHOICES:  # what is neither yes nor no is no answer, and not skipped in silence
            answer = typer.prompt(ask(question), prompt_suffix=" [y/n/s/q] ").strip().lower()
        if answer in ("q", "quit", "stop"):
            return
        if answer in ("y", "yes", "n", "no"):
            journal.judge([_ask_verdict(question, answer[0] == "y", revealed=reason is not None)])


def _ask_verdict(question: Question, holds: bool, *, revealed: bool) -> Verdict:
    from pii_sweep.report.review.sheet import named_kinds, verdict

    now = datetime.now(UTC).isoformat(timespec="seconds")
    while True:
        try:
            kinds = (
                named_kinds(typer.prompt("Which kinds (such as PERSON, EMAIL_ADDRESS)"), "answer")
                if holds and not question.entity
                else ()
            )
            return verdict(question, holds, kinds, now, "answer", revealed=revealed)
        except UsageError as error:
            typer.echo(str(error))


def _reveal_values(journal: Journal, question: Question, reason: str) -> Iterator[str]:
    """Yield the values of one object, or the beginning of its text where nothing was found."""
    from pii_sweep import config, keys, read
    from pii_sweep.report import words
    from pii_sweep.report.audit import record
    from pii_sweep.store import connect
    from pii_sweep.types import Gap

    plan, ref = journal.plan(), question.ref
    facts = {"bucket": ref.bucket, "key": ref.key, "entity": question.entity or "ANY"}
    record(journal.folder, "review", reason, facts)
    settings = config.from_dict(plan.settings)
    target = next(target for target in plan.targets if target.bucket == ref.bucket)
    store = connect(target, settings.targets)
    blob = read.blob_in(store, ref)
    if not question.entity:
        yield from islice(read.lines_of(blob, settings), LINES)
        return
    for item in read.examine_safely(blob, settings, keys.sweep_key(plan.seed, plan.targets)):
        if isinstance(item, Gap):
            yield f"not read: {words.reason_with_code(item.reason)}"
        elif isinstance(item, tuple) and item[0].entity == question.entity:
            yield " ".join(item[0].value.split())[:WIDTH]


def _drop_control_signs(line: str) -> str:
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


def _compare(before: Frames, after: Frames) -> None:
    """Print each corrected share before and after, where answers went in."""
    from pii_sweep.cli.tables import shares
    from pii_sweep.report import words
    from pii_sweep.report.summary import Prevalence, summarise

    def by_place(built: Frames) -> Mapping[tuple[str, str], Prevalence]:
        rows = summarise(built).buckets
        return {(row.bucket, item.entity): item for row in rows for item in row.prevalence}

    old = by_place(before)
    for (bucket, entity), item in by_place(after).items():
        place = (bucket, entity)
        if item.reviewed and item.corrected:
            first = old[place].corrected if place in old else None
            was = shares(first) if first else "not corrected"
            now = shares(item.corrected)
            about = f"{bucket}, {words.in_sentence(entity)}"
            answers = "1 answer" if item.reviewed == 1 else f"{item.reviewed} answers"
            typer.echo(f"{about}: {was.strip()}, after {answers} {now.strip()}")
