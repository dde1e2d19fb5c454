"""The floors and borders of ARCHITECTURE.md, held by reading the imports."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pii_sweep.entities import BY_NAME
from tests.mutation.run import MODULES as CHANGED

PACKAGE = Path(__file__).parents[1] / "pii_sweep"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A room may import only rooms of lower floors, and itself.
FLOORS = {
    "__init__": 11,
    "entities": 0,
    "types": 0,
    "errors": 0,
    "kept_file": 0,
    "unused_import": 0,
    "patterns": 1,
    "derived": 1,
    "config": 1,
    "resources": 1,
    "progress": 1,
    "sample": 2,
    "risk": 2,
    "store": 3,
    "extract": 3,
    "detect": 3,
    "engine": 4,
    "journal": 3,
    "keys": 2,
    "link": 4,
    "tally": 5,
    "read": 6,
    "report": 6,
    "evaluate": 7,
    "export": 7,
    "trace": 7,
    "plan": 7,
    "preflight": 7,
    "work": 7,
    "sweep": 8,
    "thumbnails": 8,
    "doctor": 8,
    "cli": 9,
    "__main__": 10,
}
# Inside the two large rooms a folder may import only folders and modules of lower floors, and itself.
INNER_FLOORS = {
    "detect": {
        "text": 0,
        "model": 1,
        "address": 1,
        "identifiers": 1,
        "score": 1,
        "amount": 2,
        "health": 2,
        "trait": 2,
        "contact": 2,
        "seller": 2,
        "entity_filter": 0,
        "suppression": 2,
        "person": 3,
        "role": 4,
        "document": 4,
        "tables": 5,
        "number": 6,
        "address_score": 6,
        "place_ownership": 6,
        "detector": 7,
        "__init__": 8,
        "analyzer": 9,
    },
    "extract": {
        "budget": 0,
        "kinds": 0,
        "rust": 0,
        "stream": 1,
        "ceiling": 1,
        "remainder": 2,
        "text": 2,
        "table": 3,
        "archive": 3,
        "message": 5,
        "ocr": 3,
        "records": 4,
        "sqlite": 4,
        "page": 4,
        "label": 4,
        "markup": 5,
        "image": 6,
        "office": 7,
        "pdf": 7,
        "workbook": 8,
        "mail": 8,
        "sniff": 9,
        "thumbnail": 10,
        "walk": 10,
        "__init__": 11,
    },
}
# A library is imported in the rooms named and nowhere else.
BORDERS = {
    "boto3": {"store"},
    "botocore": {"store"},
    "scipy": {"sample"},
    "pypdfium2": {"extract"},
    "pdfplumber": {"extract"},
    "PIL": {"extract"},
    "tesserocr": {"extract"},
    "pytesseract": {"extract"},
    "rapidocr": {"extract"},
    "kreuzberg": {"extract"},
    "python_calamine": {"extract"},
    "zxingcpp": {"extract"},
    "presidio_analyzer": {"detect", "evaluate"},
    "spacy": {"detect"},
    "thinc": {"detect"},
    "phonenumbers": {"detect"},
    "usaddress": {"detect"},
    "datasketches": {"sample"},
    "cryptography": {"link", "report"},
    "rapidfuzz": {"evaluate"},
    "sqlite3": {"journal", "extract"},
    "concurrent": {"engine"},
    "multiprocessing": {"engine"},
    "distributed": {"engine"},
    "dask": {"engine"},
    "pandas": {"report", "__init__"},
    "jinja2": {"report"},
    "weasyprint": {"report"},
    "tomlkit": {"report"},
    "pyarrow": {"report", "extract", "store", "export"},
    "typer": {"cli"},
    "rich": {"cli"},
}
PURE = {"sample", "risk"}
IMPURE = {"os", "io", "time", "random", "socket", "pathlib", "logging", "subprocess", "secrets"}


LOOKED_AT = frozenset([
    ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler,
    ast.Call, ast.Set, ast.Tuple, ast.List, ast.Dict, ast.Name, ast.arg, ast.alias,
])  # fmt: skip


def room(path: Path) -> str:
    """Return the folder, or the module's name for a module beside the folders."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return what the rules below look at of a module, parsed once for all of them, outermost first."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tuple(node for node in ast.walk(tree) if type(node) in LOOKED_AT)


@pytest.fixture(scope="module", autouse=True)
def forget_nodes() -> Iterator[None]:
    """Leave the memory of a whole package's trees to the tests that come after."""
    yield
    nodes.cache_clear()


def imports(path: Path) -> list[str]:
    """Return every module name that a file imports, wherever in the file."""
    names: list[str] = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def test_a_module_imports_only_lower_floors_and_no_library_past_its_border() -> None:
    wrong = [f"{path.relative_to(PACKAGE)}: {fault}" for path in MODULES for fault in _crossed_borders(path)]
    assert not wrong


def _crossed_borders(path: Path) -> Iterator[str]:
    here = room(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "pii_sweep":
            there = rest.partition(".")[0]
            there = there if there in FLOORS else "__init__"
            allowed = (
                there == here or FLOORS[there] < FLOORS[here] or (there, rest) == ("__init__", "__version__")
            )
            if not allowed:
                yield f"{here} imports {there}"
        if here not in BORDERS.get(top, {here}):
            yield f"{here} imports {top}"
        if here in PURE and top in IMPURE:
            yield f"{here} is pure and imports {top}"


def test_inside_a_large_room_a_folder_imports_only_lower_folders() -> None:
    large = [path for path in MODULES if room(path) in INNER_FLOORS]
    wrong = [f"{path.relative_to(PACKAGE)}: {fault}" for path in large for fault in _crossed_floors(path)]
    assert not wrong


def _crossed_floors(path: Path) -> Iterator[str]:
    floors = INNER_FLOORS[room(path)]
    here = path.relative_to(PACKAGE).parts[1].removesuffix(".py")
    if here not in floors:
        yield f"{here} has no floor"
        return
    for name in imports(path):
        top, _, rest = name.partition(f"pii_sweep.{room(path)}.")
        there = rest.partition(".")[0]
        if top or there not in floors or (here == "__init__" and len(path.relative_to(PACKAGE).parts) > 2):
            continue
        if there != here and floors[there] >= floors[here]:
            yield f"{here} imports {there}"


def test_a_module_stays_under_500_lines_and_its_functions_under_50() -> None:
    wrong = []
    for path in MODULES:
        place, lines = path.relative_to(PACKAGE), path.read_text(encoding="utf-8").count("\n")
        wrong += [f"{place} has {lines} lines"] if lines > 500 else []
        for node in nodes(path):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and room(path) != "cli":
                length = (node.end_lineno or 0) - node.lineno + 1
                wrong += [f"{place}: {node.name} has {length} lines"] if length > 50 else []
    assert not wrong


def test_a_folder_holds_at_most_20_modules() -> None:
    held = Counter(path.parent for path in MODULES)
    assert not {folder.name: count for folder, count in held.items() if count > 20}


def test_no_handler_swallows_everything_but_the_worker() -> None:
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.ExceptHandler):
                bare = node.type is None or (
                    isinstance(node.type, ast.Name) and node.type.id == "BaseException"
                )
                broad = isinstance(node.type, ast.Name) and node.type.id == "Exception"
                assert not bare, f"{path.name}:{node.lineno}"
                assert not broad or room(path) in {"read", "cli"}, (
                    f"{path.name}:{node.lineno} catches everything"
                )


def test_gaps_are_made_where_something_is_not_read_or_not_examined() -> None:
    for path in MODULES:
        calls = (node for node in nodes(path) if isinstance(node, ast.Call))
        makes = any(isinstance(call.func, ast.Name) and call.func.id == "Gap" for call in calls)
        assert not makes or room(path) in {"extract", "read", "sweep", "detect"}, f"{path.name} makes a gap"


def test_no_table_of_entities_stands_outside_their_rows() -> None:
    for path in MODULES:
        if room(path) in {"entities", "detect", "evaluate"}:
            continue  # recognizers, their headers and the labels of public corpora name what they find
        for node in nodes(path):
            if isinstance(node, (ast.Set, ast.Tuple, ast.List)):
                named = [item.value for item in node.elts if isinstance(item, ast.Constant)]
            elif isinstance(node, ast.Dict):
                named = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            else:
                continue
            entities = [name for name in named if name in BY_NAME]
            assert len(entities) < 4, f"{path.name}:{node.lineno} repeats {entities}"


# A function begins with a verb or names what it returns; these say neither.
EMPTY_NAMES = frozenset(
    [
        "told",
        "found",
        "shown",
        "named",
        "apart",
        "bare",
        "near",
        "kept",
        "given",
        "taken",
        "whole",
        "beside",
        "telling",
        "nobody",
        "above",
        "below",
    ]
)


def test_no_function_has_a_name_that_says_nothing() -> None:
    for path in MODULES:
        functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef)]
        named = {node.name for node in functions if not node.col_offset} & EMPTY_NAMES
        assert not named, f"{path.relative_to(PACKAGE)}: {named}"
        every = {node.name.strip("_") for node in functions}
        named = every & {"told", "found", "shown", "named", "taken", "pictured"}
        assert not named, f"{path.relative_to(PACKAGE)}: {named}"


def test_no_test_is_named_with_a_word_that_only_its_author_understands() -> None:
    for path in Path(__file__).parent.rglob("test_*.py"):
        named = re.findall(
            r"^def (test_\w*(?:_told|_beside|nobody)\w*)", path.read_text("utf-8"), re.MULTILINE
        )
        assert not named, f"{path.name}: {named}"


# Verbs that end as participles do.
VERBS_IN_ED = frozenset(["feed", "seed", "embed", "shed", "need"])
PREPOSITIONS = frozenset(
    ["above", "after", "around", "before", "behind", "beyond", "under", "within", "without"]
)


def test_a_private_function_of_one_word_is_no_participle_and_no_preposition() -> None:
    for path in MODULES:
        functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef)]
        private = {
            node.name[1:]
            for node in functions
            if re.fullmatch(r"_[a-z]+", node.name) and not node.decorator_list
        }
        unclear = {name for name in private - VERBS_IN_ED if name.endswith("ed")} | private & PREPOSITIONS
        assert not unclear, f"{path.relative_to(PACKAGE)}: {unclear} should begin with a verb"


# Words of names that only their author understands, in identifiers and in the names of fitted weights.
UNCLEAR_WORDS = frozenset(["told", "tells", "telling", "tellings", "beside", "nobody"])


def test_no_identifier_holds_a_word_that_only_its_author_understands() -> None:
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                name = node.name
            elif isinstance(node, ast.Name):
                name = node.id
            elif isinstance(node, ast.arg):
                name = node.arg
            elif isinstance(node, ast.alias):
                name = node.asname or ""
            else:
                continue
            parts = set(re.split(r"_|(?<=[a-z])(?=[A-Z])", name.strip("_")))
            unclear = {part.lower() for part in parts} & UNCLEAR_WORDS
            assert not unclear, f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 1)} {name}"


def test_comments_and_docstrings_say_identify_and_adjacent() -> None:
    words = re.compile(r"(?i)\b(?:told|tells?|telling|beside)\b")
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        if words.search(source) is None:
            continue
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            prose = token.type == tokenize.COMMENT or token.string.startswith('"""')
            found = words.search(re.sub(r"`[^`]*`", "", token.string)) if prose else None
            assert found is None, f"{path.relative_to(PACKAGE)}:{token.start[0]} {found and found[0]}"


def test_no_fitted_weight_has_a_name_that_only_its_author_understands() -> None:
    for path in sorted((PACKAGE / "detect" / "data").glob("*.json")):
        names = set(re.findall(r'"([^"\n]+)": -?[\d.]+', path.read_text(encoding="utf-8")))
        assert len(names) > 20, path.name
        unclear = {name for name in names if set(re.split(r"[ _]", name)) & UNCLEAR_WORDS}
        assert not unclear, (
            f"{path.name}: {sorted(unclear)}; rename them where the feature is made, then refit"
        )


def test_the_modules_that_mutants_change_and_their_tests_are_there() -> None:
    named = {f"pii_sweep/{path}" for path in CHANGED} | {test for tests in CHANGED.values() for test in tests}
    missing = sorted(path for path in named if not (PACKAGE.parent / path).exists())
    assert not missing
