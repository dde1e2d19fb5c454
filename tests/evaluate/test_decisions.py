"""Object-level decisions: what the corrected prevalence rests on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pii_sweep.errors import UsageError
from pii_sweep.evaluate.decisions import decisions, merge
from pii_sweep.evaluate.score import Outcome
from pii_sweep.report.rates import read_rates, read_rows
from pii_sweep.resources import decisions_path

BOTH = frozenset(("PERSON", "STREET_ADDRESS"))
ORDER = Outcome("pdf", "order", {}, True, True, holding=BOTH, flags=BOTH, characters=9)


def counts(outcomes: list[Outcome], entity: str, family: str) -> tuple[int, int, int, int]:
    (row,) = (r for r in decisions("c", outcomes) if (r["entity"], r["family"]) == (entity, family))
    return row["found"], row["missed"], row["false_alarms"], row["clean"]


def test_each_object_is_found_missed_a_false_alarm_or_clean() -> None:
    outcomes = [
        ORDER,
        replace(ORDER, flags=frozenset(("PERSON",))),
        replace(ORDER, holding=frozenset(), flags=frozenset(("PERSON",))),
        replace(ORDER, holding=frozenset(), flags=frozenset()),
    ]
    assert counts(outcomes, "PERSON", "pdf") == (2, 0, 1, 1)
    assert counts(outcomes, "PERSON+STREET_ADDRESS", "pdf") == (1, 1, 0, 2)
    assert counts(outcomes, "US_SSN", "pdf") == (0, 0, 0, 4)


def test_formats_are_counted_by_family_and_the_same_bytes_once() -> None:
    twins = [replace(ORDER, format="tar.gz", digest="a"), replace(ORDER, format="zip", digest="a")]
    assert counts([*twins, replace(ORDER, format="zip", digest="b")], "PERSON", "archive") == (2, 0, 0, 0)


def test_what_was_not_judged_not_read_or_not_decidable_does_not_count() -> None:
    narrow = replace(ORDER, judged=frozenset(("PERSON",)))
    assert {row["entity"] for row in decisions("c", [narrow])} == {"PERSON"}
    assert decisions("c", [replace(ORDER, flags=frozenset(), gaps=1, characters=0)]) == []
    unsure = replace(ORDER, holding=frozenset(), flags=frozenset(), unsure=frozenset(("PERSON",)))
    assert "PERSON" not in {row["entity"] for row in decisions("c", [unsure])}
    assert decisions("columns_datahub", [ORDER]) == []


def test_a_corpus_measured_again_replaces_its_own_rows_alone(tmp_path: Path) -> None:
    file = tmp_path / "decisions.json"
    merge(file, decisions("one", [ORDER] * 3))
    merge(file, decisions("two", [ORDER]))
    merge(file, decisions("one", [ORDER] * 12))
    found = {row["corpus"]: row["found"] for row in read_rows(file) if row["entity"] == "PERSON"}
    assert found == {"one": 12, "two": 1}
    file.write_text(json.dumps([{"corpus": "one"}]))
    with pytest.raises(UsageError, match="no file of decisions"):
        merge(file, decisions("one", [ORDER]))


def test_the_packaged_rates_cover_names_and_addresses_in_every_family() -> None:
    table = read_rates(decisions_path())
    families = {family for entity, family in table if entity == "PERSON+STREET_ADDRESS"}
    assert families >= {"pdf", "image", "table", "text", "archive", "mail", "label"}
    assert all(one.found > one.missed for (entity, _), one in table.items() if entity == "STREET_ADDRESS")


def test_evaluate_writes_the_decisions_of_a_corpus(in_process, tmp_path: Path) -> None:
    corpus = tmp_path / "mine"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Ship to:\nMaria Gonzalez\n12 Elm Street\nSacramento, CA 95814\n")
    (corpus / "b.txt").write_text("The lamp is on sale until the end of the month.\n")
    found = [
        {"type": "PERSON", "value": "Maria Gonzalez"},
        {"type": "STREET_ADDRESS", "value": "12 Elm Street\nSacramento, CA 95814"},
    ]
    lines = [
        {"key": "a.txt", "format": "txt", "kind": "note", "entities": found},
        {"key": "b.txt", "format": "txt", "kind": "note", "entities": []},
    ]
    (corpus / "truth.jsonl").write_text("\n".join(map(json.dumps, lines)))
    result = in_process("evaluate", corpus, "--decisions", tmp_path / "mine.json", "--json")
    assert result.returncode == 0, result.stderr
    rows = read_rows(tmp_path / "mine.json")
    assert json.loads(result.stdout)["decisions"] == rows
    (both,) = (row for row in rows if row["entity"] == "PERSON+STREET_ADDRESS")
    assert (both["corpus"], both["family"], both["found"], both["clean"]) == ("mine", "text", 1, 1)
