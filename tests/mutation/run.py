"""Change one place of the code at a time and see whether the tests notice.

`python -m tests.mutation.run [--only PATH-PART] [--seed N]`: of each module in `MODULES` one comparison,
number or condition is changed in a copy of the tree, and the tests of its folder are run. A mutant that no
test kills is printed; `SURVIVORS` names those that are known, with the reason. Exit 1 where another survives.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
HELD = "tests/detect/test_held_findings.py"
# Each detector family, each term of a rating, each interval, each guard: a module and the tests that hold it.
MODULES: dict[str, tuple[str, ...]] = {
    "detect/person/recognizer.py": (HELD,),
    "detect/person/not_a_person.py": (HELD,),
    "detect/person/places_and_brands.py": (HELD,),
    "detect/person/phrase_cue.py": (HELD, "tests/detect/person"),
    "detect/person/kinship_phrase.py": (HELD,),
    "detect/person/name_list.py": (HELD, "tests/detect/person"),
    "detect/person/company.py": (HELD, "tests/detect/person"),
    "detect/address/recognizer.py": (HELD, "tests/detect/address"),
    "detect/address/part.py": (HELD, "tests/detect/address"),
    "detect/address/street.py": (HELD, "tests/detect/address"),
    "detect/amount/recognizer.py": (HELD, "tests/detect/amount"),
    "detect/amount/money.py": (HELD, "tests/detect/amount"),
    "detect/identifiers/check_digits.py": (HELD, "tests/detect/identifiers"),
    "detect/identifiers/payment/iban.py": ("tests/detect/identifiers/payment", HELD),
    "detect/identifiers/phone.py": (HELD, "tests/detect/identifiers"),
    "detect/identifiers/order_number.py": (HELD, "tests/detect/identifiers"),
    "detect/identifiers/parcel/parcel_number.py": ("tests/detect/identifiers", HELD),
    "detect/identifiers/national/check.py": ("tests/detect/identifiers/national", HELD),
    "detect/identifiers/payment/card.py": ("tests/detect/identifiers/payment", HELD),
    "detect/health/recognizer.py": ("tests/detect/health", HELD),
    "detect/health/anchor.py": ("tests/detect/health", HELD),
    "detect/trait/recognizer.py": ("tests/detect/trait", HELD),
    "detect/person/feature.py": (HELD,),
    "detect/amount/transaction.py": ("tests/detect/amount", HELD),
    "detect/document/identity_document.py": ("tests/detect/document", "tests/detect/identifiers", HELD),
    "detect/tables/decision.py": ("tests/detect/tables", HELD),
    "detect/tables/value_evidence.py": ("tests/detect/tables", HELD),
    "detect/score/overlap.py": (HELD,),
    "detect/text/literals.py": ("tests/detect/text/test_gate.py",),
    "risk/__init__.py": ("tests/risk",),
    "risk/enisa.py": ("tests/risk",),
    "risk/nist.py": ("tests/risk",),
    "risk/evidence.py": ("tests/risk",),
    "risk/elements.py": ("tests/risk",),
    "sample/intervals.py": ("tests/sample",),
    "sample/estimate.py": ("tests/sample",),
    "sample/correct.py": ("tests/sample",),
    "sample/people/count.py": ("tests/sample",),
    "sample/allocate.py": ("tests/sample",),
    "sample/tail.py": ("tests/sample",),
    "store/access/policy.py": ("tests/store/access",),
    "store/access/acl.py": ("tests/store/access",),
    "extract/budget.py": ("tests/extract/test_hostile.py", "tests/extract/archive"),
    "extract/remainder.py": ("tests/extract/test_several_documents.py",),
    "extract/pdf/guard/draws.py": ("tests/extract/pdf",),
    "extract/pdf/guard/inflate.py": ("tests/extract/pdf",),
    "extract/ocr/quality/legibility.py": ("tests/extract/ocr/quality",),
    "link/mask.py": ("tests/link", "tests/test_entities.py"),
    "link/seal.py": ("tests/link",),
    "plan/purse.py": ("tests/plan",),
    "report/verify.py": ("tests/report",),
}
# `path:line of the change` → why no test need notice it.
SURVIVORS: dict[str, str] = {
    "detect/score/overlap.py:35": "a rank behind all others, whichever number it is",
    "detect/text/literals.py:129": "a gate without that letter class lets more texts pass; it loses none",
    "detect/identifiers/national/check.py:140": "`born` reads the first six digits, however many it is given",
}
_SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


class Mutant(NamedTuple):
    """One change of one module."""

    path: str
    line: int
    what: str
    text: str


def main() -> int:
    """Run every mutant; return 1 where an unknown one survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="part of the modules' paths")
    parser.add_argument("--seed", type=int, default=1, help="another seed changes other places")
    options = parser.parse_args()
    chosen = {path: tests for path, tests in MODULES.items() if options.only in path}
    survived = []
    with tempfile.TemporaryDirectory() as folder:
        tree = _copied(Path(folder))
        for test in sorted({test for tests in chosen.values() for test in tests}):
            if not _passes(tree, test):
                print(f"{test} fails without any mutant: mend it first")
                return 1
        for path, tests in chosen.items():
            mutant = mutant_of(path, (ROOT / "pii_sweep" / path).read_text(encoding="utf-8"), options.seed)
            place = f"{mutant.path}:{mutant.line}"
            killed = _killed(tree, mutant, tests)
            print(f"{'killed  ' if killed else 'SURVIVED'} {place} {mutant.what}", flush=True)
            if not killed and place not in SURVIVORS:
                survived.append(place)
    print(f"{len(chosen) - len(survived)} of {len(chosen)} killed or justified")
    return int(bool(survived))


def mutant_of(path: str, source: str, seed: int) -> Mutant:
    """Return one change of a module, drawn among all of its comparisons, numbers and conditions."""
    draw = random.Random(f"{path} {seed}")
    count = len(list(_places(ast.parse(source))))
    tree = ast.parse(source)
    node = list(_places(tree))[draw.randrange(count)]
    what = _change(node)
    return Mutant(path, node.lineno, what, ast.unparse(tree))


def _places(tree: ast.AST) -> Iterator[Any]:
    for node in ast.walk(tree):
        compared = isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAPPED
        negated = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        number = (
            isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in (0, 1)
        )
        if compared or negated or number or isinstance(node, ast.BoolOp):
            yield node


def _change(node: Any) -> str:
    """Change a node in place and return what was done."""
    before = ast.unparse(node)
    if isinstance(node, ast.Compare):
        node.ops[0] = _SWAPPED[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    elif isinstance(node, ast.UnaryOp):
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    else:
        node.value = node.value * 2 + 1 if isinstance(node.value, int) else node.value * 0.5
    return f"{before}  ->  {ast.unparse(node)}"


def _copied(folder: Path) -> Path:
    """Return a tree whose package may be changed; all else is linked."""
    for path in ROOT.iterdir():
        if path.name not in {"pii_sweep", "tests", ".git", "build", "demo"}:
            (folder / path.name).symlink_to(path)
    # The tests too: pytest imports the package that lies beside their real folder.
    for name in ("pii_sweep", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def _killed(tree: Path, mutant: Mutant, tests: tuple[str, ...]) -> bool:
    """Return whether a test fails with a mutant in place."""
    file = tree / "pii_sweep" / mutant.path
    whole = file.read_text(encoding="utf-8")
    file.write_text(mutant.text, encoding="utf-8")
    try:
        return not all(_passes(tree, test) for test in tests)
    finally:
        file.write_text(whole, encoding="utf-8")


def _passes(tree: Path, test: str) -> bool:
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", test]
    return (
        subprocess.run(command, cwd=tree, env=environment, capture_output=True, check=False).returncode == 0
    )


if __name__ == "__main__":
    sys.exit(main())
