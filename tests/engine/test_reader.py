"""The errors that a reader ends a sweep with, on their way to the coordinator."""

from __future__ import annotations

import json

import pytest

from pii_sweep.engine.reader import decode_error, encode_error
from pii_sweep.errors import ConfigError, Corrupt, EngineError, SweepError


@pytest.mark.parametrize("error", [SweepError("stop"), ConfigError("no such key"), EngineError("no workers")])
def test_an_error_of_the_sweep_arrives_as_it_was_sent(error: SweepError) -> None:
    found = decode_error(encode_error(error))
    assert (type(found), str(found)) == (type(error), str(error))


@pytest.mark.parametrize("kind", [Corrupt.__name__, "Unreadable", "OSError", "annotations", "nothing"])
def test_a_name_that_is_no_error_of_a_sweep_arrives_as_one_of_the_engine(kind: str) -> None:
    found = decode_error(json.dumps({"kind": kind, "text": "a\x07b"}).encode())
    assert (type(found), str(found)) == (EngineError, "a b")
