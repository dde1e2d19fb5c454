"""Settings that nothing could follow are refused, with the nearest known name, before the first request."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from pii_sweep import preflight, resources
from pii_sweep.config import Settings, from_dict, merge
from pii_sweep.errors import ConfigError

RECOGNIZERS = """recognizers:
  - name: Badge
    supported_entity: EMPLOYEE_BADGE
    type: custom
    supported_languages: [en]
    patterns:
      - {name: badge, regex: 'B\\d{6}', score: 0.6}
"""


def checked(text: str) -> None:
    preflight.check(from_dict(tomllib.loads(text)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[detect]\nentities = ['PERSN']", "'PERSN' is unknown; did you mean 'PERSON'"),
        ("[detect]\nentities = ['person']", "did you mean 'PERSON'"),
        ("[detect]\nentities = ['PERSON', 'PERSON']", "names 'PERSON' twice"),
        ("[allow]\npatterns = ['SKU', 'SKU']", "names no. 1 twice"),
        ("[report]\nmax_subjects = 0", "nobody could be known again"),
        ("[targets]\ninclude = ['']", "an empty pattern"),
        ("[targets]\nexclude = ['*']", "leaves out every object"),
        ("[allow]\nexact = [' ']", "an entry is empty"),
        ("[targets]\nstorage_classes = ['STANDRD']", "did you mean 'STANDARD'"),
        ("[targets]\ninclude = ['*.csv']\nexclude = ['*.csv', '*.tmp']", "both name '*.csv'"),
        ("[risk]\ndpc = { ORDER_VAL = 2.0 }", "did you mean 'ORDER_VALUE'"),
        (
            "[risk]\ndpc = { US_SSN = 0.0 }",
            "risk.dpc.US_SSN is 0: no personal data weighs less than 1; give 1 to 4",
        ),
        ("[risk]\ndpc = { US_SSN = 0.5 }", "give 1 to 4"),
        ("[risk]\ncategories = { US_SNN = ['A'] }", "did you mean 'US_SSN'"),
        ("[risk]\ncategories = { US_SSN = ['Z'] }", "letter 'Z' is unknown"),
        ("[risk]\nthresholds = [4, 3, 2]", "must ascend"),
        ("[risk]\nthresholds = [2, 2, 3]", "must ascend"),
        ("[allow]\npatterns = ['SKU', '(abc']", "no. 2 does not compile: missing )"),
        ("[allow]\npatterns = ['.*']", "matches every value"),
        ("[detect]\nmodel = 'no_such_model'", "no_such_model cannot be loaded"),
        ("[detect]\nrecognizers = 'nosuch.yaml'", "nosuch.yaml is not a file"),
        ("[targets]\nregion = 'us-east1'", "region 'us-east1' is unknown; did you mean 'us-east-1'"),
        ("[detect]\ndefault_region = 'UK'", "region 'UK' is unknown"),
        ("[extract]\nocr_languages = 'xyz'", "tesseract-ocr-xyz"),
        ("[report]\ndecisions = 'nosuch.json'", "no file of decisions"),
        ("[targets]\nmodified_after = 'yesterday'", "not a date"),
        ("[targets]\nmodified_after = 2026-02-01\nmodified_before = 2026-01-01", "nothing would be read"),
        ("[targets]\nmodified_after = 2026-01-01\nmodified_before = 2026-01-01", "nothing would be read"),
        ("[targets]\nmin_size = 10\nmax_size = 9", "no object would be read"),
        ("[targets]\nmax_size = 0", "no object would be read"),
        ("[targets]\nmin_size = 1_000_000_000_000_000", "the most that an object can have"),
        ("[targets]\nexclude = ['**']", "leaves out every object"),
        ("[targets]\nexclude = ['?*']", "leaves out every object"),
        ("[targets]\ninclude = ['logs/a/*']\nexclude = ['logs/*']", "leaves out all that include names"),
        ("[targets]\ninclude = ['s3://bucket/a*']", "write keys without bucket"),
        ("[targets]\ninclude = ['/a*']", "write keys without bucket"),
        ("[targets]\nstorage_classes = ['']", "an empty name"),
        ("[targets]\nmodified_after = 2999-01-01", "lies in the future"),
        ("[targets]\nprofile = 'x'\nanonymous = true", "so profile is of no use"),
        ("[targets]\naccounts = 'x.csv'\nanonymous = true", "so accounts is of no use"),
        ("[targets]\nregion = ''", "targets.region is empty"),
        ("[targets]\nendpoint_url = ' '", "targets.endpoint_url is empty"),
        ("[targets]\nendpoint_url = 'https://key:secret@store'", "holds a user or password"),
        ("[sample]\nseed = ' '", "sample.seed is empty"),
        ("[sample]\npilot = 500\nsize = 50", "sample.pilot (500) is above sample.size (50)"),
        ("[sample]\nsize = 'all'\nuntil = 'width'", "drop one"),
        ("[sample]\nmax_minutes = 0.0", "sample.max_minutes is 0"),
        ("[extract]\nmax_member_bytes = 10\nmax_unpacked_bytes = 9", "above max_unpacked_bytes"),
        ("[extract]\nmax_member_bytes = 10\nmax_object_bytes = 9", "above max_object_bytes"),
        ("[extract]\nocr = 'off'\nocr_languages = 'deu'", "so ocr_languages is of no use"),
        ("[extract]\nocr = 'off'\nocr_dpi = 300", "so ocr_dpi is of no use"),
        ("[extract]\nfaces = false\n[detect]\nentities = ['FACE']", "nothing would be found"),
        ("[detect]\nmin_score = 1.0", "nothing would be found"),
        ("[risk]\nthresholds = [7, 8, 9]", "every bucket would be LOW"),
        ("[allow]\npatterns = ['(a+)+$']", "no. 1 can match one text in very many ways"),
        ("[allow]\naddresses = ['12']", "no. 1 is one word"),
        ("[allow]\nexact = ['-']", "no letter and no digit"),
        ("[report]\nall_locations = true\nmax_locations = 5", "drop one"),
    ],
)
def test_a_setting_that_nothing_could_follow_is_named(text: str, says: str) -> None:
    with pytest.raises(ConfigError) as error:
        checked(text)
    assert says in str(error.value) and "\n" not in str(error.value)


def test_the_defaults_and_every_known_entity_pass() -> None:
    preflight.check(Settings())
    checked("[sample]\nsize = 10")  # the pilot's own size is no choice of the user's
    checked("[extract]\nmax_object_bytes = 1000\n[targets]\ninclude = ['a/*']\nexclude = ['a/b/*']")
    checked("[detect]\nentities = ['PERSON', 'US_SSN']\n[risk]\ndpc = { FACE = 1 }\nthresholds = [1, 2.5, 3]")


@pytest.mark.parametrize(
    "text",
    [
        "[targets]\nmin_size = 50_000_000_000_000",
        "[targets]\nmax_size = 1",
        "[targets]\nmin_size = 9\nmax_size = 9",
        "[targets]\nexclude = ['??*', '*.tmp']",
        "[targets]\ninclude = ['a/[xy]*']\nexclude = ['a/*']",  # sets are not compared
        "[targets]\ninclude = ['a/*', 'b/*']\nexclude = ['a/*.tmp', 'a/?']",
        "[targets]\nstorage_classes = ['STANDARD2', 'COLD']",  # another server's own
        "[targets]\nmodified_after = 2026-01-01\nmodified_before = 2026-01-02",
        "[targets]\nendpoint_url = 'https://store/a@b'",
        "[sample]\npilot = 50\nsize = 50",
        "[sample]\nsize = 'all'\nuntil = 'rating'",
        "[sample]\nmax_minutes = 0.1",
        "[extract]\nmax_member_bytes = 9\nmax_unpacked_bytes = 9\nmax_object_bytes = 9",
        "[extract]\nmax_unpacked_bytes = 9",
        "[extract]\nocr = 'off'",
        "[extract]\nfaces = false\n[detect]\nentities = ['FACE', 'PERSON']",
        "[detect]\nmin_score = 0.99",
        "[detect]\ndefault_region = 'GB'",
        "[risk]\nthresholds = [6, 7, 8]",
        "[allow]\naddresses = ['12 Elm']\nexact = ['7']\npatterns = ['SKU-\\d+', '[A-Z].*']",
        "[report]\nmax_subjects = 1\nall_locations = true",
    ],
)
def test_a_setting_that_can_be_followed_passes(text: str) -> None:
    checked(text)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("'B\\d{6}'", "'(B\\d{6}'"), "no. 1 (Badge): Invalid regex"),
        (("patterns", "patern"), "no. 1 (Badge)"),
        (("type: custom", "type: predefined"), "no pattern recognizer"),
        (("'B\\d{6}'", "'B(\\d+ ?)+x'"), "pattern badge can match one text in very many ways"),
        (("recognizers:", "recognizers: ["), "not valid YAML (line"),
        (("recognizers:", "recognisers:"), "no list of `recognizers`"),
    ],
)
def test_a_broken_recognizer_file_is_named_with_its_place(tmp_path, capfd, change, says: str) -> None:
    path = tmp_path / "rec.yaml"
    path.write_text(RECOGNIZERS.replace(*change))
    with pytest.raises(ConfigError) as error:
        preflight.check(merge(Settings(), "detect", recognizers=str(path)))
    assert says in str(error.value)
    assert capfd.readouterr().out == ""


def test_an_entity_of_a_recognizer_file_is_known(tmp_path) -> None:
    path = tmp_path / "rec.yaml"
    path.write_text(RECOGNIZERS)
    own = merge(Settings(), "detect", recognizers=str(path), entities=("EMPLOYEE_BADGE",))
    preflight.check(own)
    with pytest.raises(ConfigError, match="did you mean 'EMPLOYEE_BADGE'"):
        preflight.check(merge(own, "detect", entities=("EMPLOYE_BADGE",)))


def test_a_model_whose_weights_are_cut_off_is_refused(tmp_path) -> None:
    model = shutil.copytree(resources.model_path(), tmp_path / "model")
    weights = model / "ner" / "model"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ConfigError, match="cannot be loaded"):
        preflight.check(merge(Settings(), "detect", model=str(model)))


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Serve an endpoint that keeps what it was asked; gives its URL and that list."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_error(500)

        do_HEAD = do_GET

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", requests
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("command", ["plan", "run", "doctor"])
def test_plan_run_and_doctor_refuse_it_alike_before_the_first_request(
    in_process, tmp_path: Path, asked: tuple[str, list[str]], command: str
) -> None:
    endpoint, requests = asked
    (tmp_path / "sweep.toml").write_text("[detect]\nentities = ['PERSN']\n")
    more = [] if command == "doctor" else ["s3://bucket"]
    result = in_process(
        command, *more, "--config", tmp_path / "sweep.toml", "--endpoint-url", endpoint, "--anonymous"
    )
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == "pii-sweep: detect.entities: entity 'PERSN' is unknown; did you mean 'PERSON'?\n"
    assert requests == []
