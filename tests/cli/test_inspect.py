"""`inspect` prints one JSON line per finding, and values only when asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile

import pytest

from pii_sweep.extract.image import faces

PROSE = "Please ship it to Maria Gonzalez, 12 Elm Street, Apt 4, Sacramento, CA 95814. Call 916-555-0123.\n"


def rows(result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_values_are_shown_only_when_asked(in_process, tmp_path) -> None:
    (tmp_path / "mail.txt").write_text(PROSE)
    masked = in_process("inspect", "--json", tmp_path / "mail.txt")
    assert masked.returncode == 0 and "Gonzalez" not in masked.stdout and "Elm" not in masked.stdout
    assert {row["entity"] for row in rows(masked)} >= {"PERSON", "STREET_ADDRESS", "PHONE_NUMBER"}
    shown = in_process("inspect", "--json", "--show-values", tmp_path / "mail.txt")
    assert "Maria Gonzalez" in {row["value"] for row in rows(shown)}
    (address,) = (row for row in rows(shown) if row["entity"] == "STREET_ADDRESS")
    assert (address["parts"]["AddressNumber"], address["parts"]["ZipCode"]) == ("12", "95814")
    assert not any("parts" in row for row in rows(masked))


def test_a_member_of_an_archive_is_named(in_process, tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inner/mail.txt", PROSE)
    result = in_process("inspect", "--json", "--show-values", tmp_path / "a.zip")
    assert {row["member"] for row in rows(result)} == {"inner/mail.txt"}


def test_what_cannot_be_read_is_named_and_the_rest_is_read(in_process, tmp_path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (tmp_path / "mail.txt").write_text(PROSE)
    result = in_process("inspect", "--json", tmp_path / "broken.pdf", tmp_path / "mail.txt")
    assert result.returncode == 3
    assert "broken.pdf: not read: malformed (MALFORMED_FILE)\n" in result.stderr
    assert {row["entity"] for row in rows(result)} >= {"PERSON"}


def test_objects_of_a_bucket_are_inspected_by_name(in_process, served) -> None:
    endpoint, credentials = served
    import boto3

    s3 = boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1",
        aws_access_key_id=credentials["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=credentials["AWS_SECRET_ACCESS_KEY"],
    )  # fmt: skip
    keys = [item["Key"] for item in s3.list_objects_v2(Bucket="photosquared-prod")["Contents"]]
    key = next(key for key in keys if key.endswith("customers.csv"))
    result = in_process(
        "inspect", "--json", f"s3://photosquared-prod/{key}", "--endpoint-url", endpoint, **credentials
    )
    assert result.returncode == 0, result.stderr
    assert {row["path"] for row in rows(result)} == {f"s3://photosquared-prod/{key}"}


def test_names_that_steer_a_terminal_are_printed_without_those_characters(in_process, tmp_path) -> None:
    (tmp_path / "a\x1b[31m\nred.txt").write_text(PROSE)
    (tmp_path / "b\x1b[31m\x07.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    result = in_process("inspect", tmp_path)
    assert "a\ufffd[31m\ufffdred.txt" in result.stdout
    assert "b\ufffd[31m\ufffd.pdf: not read" in result.stderr
    assert not {"\x1b", "\x07"} & set(result.stdout + result.stderr)


def test_third_party_messages_never_reach_the_json(tmp_path) -> None:
    """A recognizer that prints, and a native library that writes to the descriptor itself."""
    (tmp_path / "mail.txt").write_text(PROSE)
    source = (
        "import os, sys\nfrom pii_sweep import read\nfrom pii_sweep.cli import code\n"
        "usual = read.examine_safely\n"
        "def noisy(*arguments):\n"
        "    print('Failed to parse file')\n    os.write(1, b'native: Maria')\n"
        "    yield from usual(*arguments)\n"
        "read.examine_safely = noisy\n"
        f"sys.exit(code(['inspect', '--json', {str(tmp_path / 'mail.txt')!r}]))"
    )
    run = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert {row["entity"] for row in rows(run)} >= {"PERSON"}
    assert "Maria" not in run.stdout + run.stderr


def test_a_portrait_says_whether_a_face_was_counted(in_process, tmp_path) -> None:
    cbook = pytest.importorskip("matplotlib.cbook")
    with cbook.get_sample_data("grace_hopper.jpg") as file:
        (tmp_path / "portrait.jpg").write_bytes(file.read())
    (tmp_path / "off.toml").write_text("[extract]\nfaces = false\n")
    off = in_process("inspect", "--json", tmp_path / "portrait.jpg", "--config", tmp_path / "off.toml")
    assert "portrait.jpg: faces were not counted: extract.faces is off" in off.stderr
    assert "FACE" not in off.stdout
    if faces.is_available():
        counted = in_process("inspect", "--json", tmp_path / "portrait.jpg")
        assert [row["count"] for row in rows(counted) if row["entity"] == "FACE"] == [1]


def test_a_pipe_is_refused_and_not_waited_for(in_process, tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = in_process("inspect", tmp_path / "pipe")
    assert result.returncode == 2
    assert f"not a file: {tmp_path / 'pipe'}" in result.stderr
