"""Change one place of the code at a time and see whether the tests notice.

`python -m tests.mutation.run [--only PATH-PART] [--seed N] [--each N] [--quick] [--trust] [--all]`:
of each module in `MODULES` (with `--all` of each module of the package that decides anything) one place or
more are changed in a copy of the tree (`change.py` lists the classes), and the tests of its folder are run,
in a process forked from one that holds the libraries. A mutant that no test kills is printed; `SURVIVORS`
names those that are known, with the reason. Exit 1 where another survives. The tests in `SLOW` are left
out: what they alone would notice counts as not noticed. Behind these come the changes of `chosen.py`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.mutation.change import Mutant, can_change, mutant_of
from tests.mutation.chosen import chosen_mutants

ROOT = Path(__file__).parents[2]
HELD = "tests/detect/test_held_findings.py"
DRAWN_CONSTANTS = "tests/test_drawn_constants.py"
DRAWN_RATINGS = "tests/risk/test_drawn_ratings.py"
DRAWN_SAMPLES = "tests/sample/test_drawn_samples.py"
ENGINE = "tests/engine/test_local.py"
COMMANDS = "tests/cli/test_drawn_commands.py"
# Each detector family, each term of a rating, each interval, each guard, each process, each command: a module
# and the tests that hold it.
MODULES: dict[str, tuple[str, ...]] = {
    "detect/person/recognizer.py": (HELD,),
    "detect/person/name_confusion/not_a_person.py": (HELD,),
    "detect/person/name_confusion/places_and_brands.py": (HELD,),
    "detect/person/phrase_cue.py": (HELD, "tests/detect/person"),
    "detect/person/kinship_phrase.py": (HELD,),
    "detect/person/list/name_list.py": (HELD, "tests/detect/person"),
    "detect/person/name_confusion/company.py": (HELD, "tests/detect/person"),
    "detect/address/recognizer.py": (HELD, "tests/detect/address"),
    "detect/address/part.py": (HELD, "tests/detect/address"),
    "detect/address/street.py": (HELD, "tests/detect/address"),
    "detect/amount/recognizer.py": (HELD, "tests/detect/amount"),
    "detect/amount/money.py": (HELD, "tests/detect/amount"),
    "detect/identifiers/check_digits.py": (HELD, "tests/detect/identifiers"),
    "detect/identifiers/payment/iban.py": ("tests/detect/identifiers/payment", HELD),
    "detect/identifiers/phone/phone.py": (HELD, "tests/detect/identifiers"),
    "detect/identifiers/order_number.py": (HELD, "tests/detect/identifiers"),
    "detect/identifiers/parcel/parcel_number.py": ("tests/detect/identifiers", HELD),
    "detect/identifiers/national/check.py": ("tests/detect/identifiers/national", HELD),
    "detect/identifiers/payment/card.py": ("tests/detect/identifiers/payment", HELD),
    "detect/health/recognizer.py": ("tests/detect/health", HELD),
    "detect/health/anchor.py": ("tests/detect/health", HELD),
    "detect/trait/recognizer.py": ("tests/detect/trait", HELD),
    "detect/person/evidence/feature.py": (HELD,),
    "detect/amount/transaction.py": ("tests/detect/amount", HELD),
    "detect/document/identity_document.py": ("tests/detect/document", "tests/detect/identifiers", HELD),
    "detect/tables/decision.py": ("tests/detect/tables", HELD),
    "detect/tables/value_evidence.py": ("tests/detect/tables", HELD),
    "detect/score/overlap.py": (HELD,),
    "detect/text/pattern/literals.py": ("tests/detect/text/pattern/test_gate.py",),
    "risk/__init__.py": (DRAWN_RATINGS, "tests/risk"),
    "risk/enisa.py": (DRAWN_RATINGS, "tests/risk"),
    "risk/nist.py": (DRAWN_RATINGS, "tests/risk"),
    "risk/evidence.py": (DRAWN_RATINGS, "tests/risk"),
    "risk/elements.py": (DRAWN_RATINGS, "tests/risk"),
    "sample/intervals.py": (DRAWN_SAMPLES, "tests/sample"),
    "sample/estimate.py": (DRAWN_SAMPLES, "tests/sample"),
    "sample/correct.py": (DRAWN_SAMPLES, "tests/sample"),
    "sample/people/count.py": (DRAWN_SAMPLES, "tests/sample"),
    "sample/allocate.py": (DRAWN_SAMPLES, "tests/sample"),
    "sample/tail.py": (DRAWN_SAMPLES, "tests/sample"),
    "store/access/policy.py": ("tests/store/access",),
    "store/access/acl.py": ("tests/store/access",),
    "extract/budget.py": ("tests/extract/test_budget.py", "tests/extract/archive"),
    "extract/remainder.py": ("tests/extract/test_remainder.py", "tests/extract/test_several_documents.py"),
    "extract/pdf/guard/draws.py": ("tests/extract/pdf",),
    "extract/pdf/guard/inflate.py": ("tests/extract/pdf/test_inflate.py", "tests/extract/pdf"),
    "extract/ocr/quality/legibility.py": ("tests/extract/ocr/quality",),
    "link/mask.py": ("tests/link", "tests/test_entities.py"),
    "link/seal.py": ("tests/link",),
    "plan/purse.py": ("tests/plan",),
    "report/verify.py": ("tests/report",),
    "config.py": ("tests/test_config.py", "tests/test_preflight.py"),
    "engine/cluster.py": ("tests/engine/test_parcels.py", "tests/engine/test_cluster.py"),
    "engine/fetcher.py": ("tests/store/test_remote.py", ENGINE),
    "engine/host.py": ("tests/engine/test_host.py", ENGINE),
    "engine/local.py": (ENGINE,),
    "engine/node.py": ("tests/engine/test_node.py", "tests/engine/test_cluster.py"),
    "engine/process.py": ("tests/engine/test_process.py", ENGINE),
    "engine/reader.py": ("tests/engine/test_reader.py", ENGINE),
    "engine/sandbox.py": ("tests/engine/test_sandbox.py",),
    "engine/template.py": (ENGINE,),
    "engine/window.py": ("tests/engine/test_window.py", ENGINE),
    "journal/chain.py": ("tests/journal/test_chain.py", "tests/journal/test_draft.py", "tests/journal"),
    "journal/codec.py": ("tests/journal/test_codec.py", "tests/journal"),
    "journal/draft.py": ("tests/journal/test_draft.py", "tests/journal"),
    "journal/ledger.py": ("tests/journal/test_ledger.py", "tests/journal/test_draft.py", "tests/journal"),
    "journal/lock.py": ("tests/journal/test_lock.py",),
    "journal/picks.py": ("tests/journal/test_picks.py",),
    "cli/__init__.py": ("tests/cli/test_exit_codes.py",),
    "cli/assess.py": ("tests/report/packet/test_interview.py", COMMANDS),
    "cli/export.py": (COMMANDS, "tests/export"),
    "cli/finding.py": ("tests/cli/test_finding.py", "tests/cli/test_inspect.py"),
    "cli/finding_context.py": ("tests/cli/test_finding_context.py", "tests/cli/test_subject_request.py"),
    "cli/finding_list.py": ("tests/cli/test_findings.py", COMMANDS),
    "cli/inspect.py": ("tests/cli/test_inspect.py", "tests/test_doctor.py"),
    "cli/options.py": ("tests/cli/test_options.py", "tests/cli/test_bad_input.py"),
    "cli/output.py": ("tests/cli/test_output.py",),
    "cli/progress.py": ("tests/cli/test_progress.py",),
    "cli/quotes.py": ("tests/cli/test_quotes.py",),
    "cli/review.py": ("tests/cli/test_review.py",),
    "cli/run.py": ("tests/cli/test_run.py", "tests/cli/test_bad_input.py", "tests/cli/test_json.py"),
    "cli/show.py": ("tests/cli/test_show.py", COMMANDS),
    "cli/subject_request.py": ("tests/cli/test_subject_request.py", COMMANDS),
    "cli/tables.py": ("tests/cli/test_show.py", COMMANDS),
}
# Rooms whose tests do not lie in a folder of the same name, longest name first.
ROOMS: dict[str, tuple[str, ...]] = {
    "detect/": (HELD,),
    "extract/": ("tests/extract/test_formats.py",),
    "preflight.py": ("tests/test_preflight.py", "tests/cli/test_bad_input.py"),
    "entities.py": ("tests/test_entities.py", "tests/risk"),
    "trace.py": ("tests/cli/test_subject_request.py",),
    "read.py": ("tests/test_canary.py", "tests/extract/test_hostile.py"),
    "progress.py": ("tests/cli/test_progress.py",),
    "engine/fetcher.py": ("tests/store/test_remote.py",),
    "export/": ("tests/report/test_drawn_reports.py", "tests/cli/test_drawn_commands.py"),
    "report/": ("tests/cli/test_drawn_commands.py",),
    "journal/": ("tests/plan/test_drawn_rounds.py",),
    "tally/": ("tests/link/test_drawn_people.py",),
    "sample/": ("tests/plan/test_drawn_rounds.py",),
}
# Measures, hardly decisions: their own bars hold them.
NOT_CHANGED = ("evaluate/", "__main__.py", "work.py", "resources.py")
# Tests of whole sweeps and measures, longer than what they add.
SLOW = (
    "tests/sample/test_intervals.py::test_the_fast_part_of_the_benchmark_holds_every_bar_that_is_not_a_speed",
    "tests/sample/test_sample_notebook.py",
    "tests/risk/test_medical_bucket.py",
)
# Seconds of processor that a run of tests may take: a loaded machine must not kill a mutant. One that waits
# for ever is killed by the clock.
PROCESSOR_LIMIT, TIME_LIMIT = 300, 1800.0
# Imported once, before the first mutant: their loading is most of what a small test costs.
_LIBRARIES = (
    "pytest", "hypothesis", "numpy", "scipy.stats", "scipy.optimize", "pandas", "pyarrow.parquet", "boto3",
    "moto.server", "presidio_analyzer", "spacy", "phonenumbers", "PIL.Image", "datasketches", "lxml.etree",
)  # fmt: skip
# Module and changed line → why no test need notice it.
SURVIVORS: dict[tuple[str, str], str] = {
    (
        "detect/score/overlap.py",
        "return (round(hit.score + bonus, 3), -_RANK.get(hit.entity, 99), hit.end - hit.start)",
    ): "a rank behind all others, whichever number it is",
    (
        "detect/text/pattern/literals.py",
        "return (op.CATEGORY, op.CATEGORY_NOT_WORD) in held and all(value in others for _, value in held[1:])",  # noqa: E501
    ): "a gate without that letter class lets more texts pass; it loses none",
    (
        "detect/identifiers/national/check.py",
        'return born(number[:6]) and number[10] in "012" and luhn(number)',
    ): "`born` reads the first six digits, however many it is given",
    (
        "extract/pdf/guard/draws.py",
        "if number in above or len(above) > DEPTH:",
    ): "a form that draws itself is as endless a little later, at the depth that is allowed",
    ("risk/nist.py", "level = 2"): "what is above the highest level is the highest",
    ("link/keyed_print.py", "if len(places) == count:"): "the same prints, copied into their places",
    ("link/keys.py", "return np.empty((0, 2), np.uint64)"): "no row, however wide it is",
    (
        "sample/frame/reservoir.py",
        "if self.keep is not None and len(self.entries) > self.keep + max(64, self.keep // 2):",
    ): "how many are held beyond those that are kept, before they are dropped",
    ("link/resolution.py", "if not references:"): "saves asking who else there is: of none, none is left",
    ("link/table_people.py", "if len(chosen) == len(cells.values):"): "all cells: a copy holds the same",
    (
        "cli/quotes.py",
        'for name, step in zip(("half", "this", "double"), quote.ladder, strict=True):',
    ): "a quote has a ladder of three steps, or nothing is printed of it",
    ("engine/node.py", "time.sleep(IDLE / 4)"): "how often a worker looks whether a sweep has been idle",
    ("sample/frame/key_words.py", 'start = text.rfind("/") + 1'): "no word is a single letter",
}


def main() -> int:
    """Run every mutant; return 1 where an unknown one survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="parts of the modules' paths, with commas between them")
    parser.add_argument("--seed", type=int, default=1, help="another seed changes other places")
    parser.add_argument("--each", type=int, default=1, help="mutants of each module")
    parser.add_argument("--quick", action="store_true", help="run single files of tests alone, no folders")
    parser.add_argument("--trust", action="store_true", help="run no test without a mutant first")
    parser.add_argument("--all", action="store_true", help="change every module, not those in the list alone")
    options = parser.parse_args()
    modules = {
        path: tests
        for path, tests in _every_module().items()
        if (options.all or path in MODULES) and any(part in path for part in options.only.split(","))
    }
    if options.quick:
        modules = {path: _single(tests) for path, tests in modules.items() if _single(tests)}
    mutants = [*_drawn_mutants(modules, options.seed, options.each), *chosen_mutants(options.only.split(","))]
    _load_libraries()
    survived = total = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = _copied(Path(folder))
        for test in () if options.trust else sorted({test for _, tests in mutants for test in tests}):
            if not _passes(tree, test, first=True):
                print(f"{test} fails without any mutant: mend it first")
                return 1
        for mutant, tests in mutants:
            killed, known = _killed(tree, mutant, tests), _is_known(mutant)
            total, survived = total + 1, survived + (not killed and not known)
            verdict = "killed  " if killed else "no harm " if known else "SURVIVED"
            print(f"{verdict} {mutant.path}:{mutant.line} {mutant.what}", flush=True)
    print(f"{total - survived} of {total} killed or justified")
    return int(bool(survived))


def _drawn_mutants(
    modules: Mapping[str, tuple[str, ...]], seed: int, each: int
) -> Iterator[tuple[Mutant, tuple[str, ...]]]:
    for path, tests in modules.items():
        source = (ROOT / "pii_sweep" / path).read_text(encoding="utf-8")
        for number in range(each):
            yield mutant_of(path, source, f"{seed}.{number}"), tests


def _is_known(mutant: Mutant) -> bool:
    lines = (ROOT / "pii_sweep" / mutant.path).read_text(encoding="utf-8").splitlines()
    return (mutant.path, lines[mutant.line - 1].strip()) in SURVIVORS


def _every_module() -> dict[str, tuple[str, ...]]:
    """Return each module that can be changed, and its tests: the quick ones first, then its folder's."""
    every = {}
    for file in sorted((ROOT / "pii_sweep").rglob("*.py")):
        path = file.relative_to(ROOT / "pii_sweep").as_posix()
        if not path.startswith(NOT_CHANGED) and can_change(file.read_text(encoding="utf-8")):
            held = MODULES.get(path, ())
            every[path] = tuple(dict.fromkeys((*_single(held), *_tests_of(path), *held)))
    return every


def _tests_of(path: str) -> tuple[str, ...]:
    folder, _, name = path.rpartition("/")
    own = (ROOT / "tests" / folder / f"test_{name}").relative_to(ROOT)
    while folder and not (ROOT / "tests" / folder).is_dir():
        folder = folder.rpartition("/")[0]
    room = folder.partition("/")[0]
    drawn = (ROOT / "tests" / room).glob("test_drawn_*.py") if room else ()  # quick, and sharp
    constants = [] if room == "cli" else [DRAWN_CONSTANTS]  # the commands' are not held there
    tests = [*constants, *([own.as_posix()] if (ROOT / own).exists() else [])]
    tests += sorted(file.relative_to(ROOT).as_posix() for file in drawn)
    if folder:
        tests.append(f"tests/{folder}")
    tests += next((more for room, more in ROOMS.items() if path.startswith(room)), ())
    return tuple(dict.fromkeys(tests if len(tests) > 1 else (*tests, "tests/test_sweep.py")))


def _single(tests: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(test for test in tests if test.endswith(".py") and test != HELD)


def _load_libraries() -> None:
    os.environ.update({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
    for name in _LIBRARIES:
        try:
            importlib.import_module(name)
        except ImportError:
            print(f"{name} is not installed: the tests load what they need", file=sys.stderr)


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
    # A compiled module is known by its second and size: the mutant's must not pass for the module's own.
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
        compiled.unlink()
    file.write_text(mutant.text, encoding="utf-8")
    try:
        return not all(_passes(tree, test) for test in tests)
    finally:
        file.write_text(whole, encoding="utf-8")


def _passes(tree: Path, test: str, first: bool = False) -> bool:
    """Run a file or folder of tests in a fork; return whether all pass. The first run compiles modules."""
    process = os.fork()
    if not process:
        code = 1
        try:
            code = _run_tests(tree, test, first)
        finally:
            os._exit(code)
    end = time.monotonic() + TIME_LIMIT
    while time.monotonic() < end:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.05)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return False


def _run_tests(tree: Path, test: str, first: bool) -> int:
    """Become a process that runs tests of a tree, quietly; return pytest's exit status."""
    os.setsid()
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]  # kept: a test raises its own
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_LIMIT, hard))
    for stream in (0, 1, 2):
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    sys.dont_write_bytecode = not first
    os.environ["PYTHONPATH"] = str(tree)
    if not first:
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.chdir(tree)
    for name in [name for name in sys.modules if name.split(".")[0] in {"tests", "pii_sweep", "fixtures"}]:
        del sys.modules[name]
    sys.path[:] = [str(tree), *(path for path in sys.path if path not in {"", str(ROOT)})]
    import pytest

    deselected = [word for slow in SLOW for word in ("--deselect", slow)]
    return int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *deselected, test]))


if __name__ == "__main__":
    sys.exit(main())
