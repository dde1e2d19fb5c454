"""What vouches for a sweep directory, and that nothing in it can be changed unseen."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pii_sweep import keys
from pii_sweep.cli import code
from pii_sweep.errors import JournalError, UsageError
from pii_sweep.journal import NAME, Journal
from pii_sweep.report import audit, open_sweep, open_verified, signer, signing
from pii_sweep.report.manifest import EXPECTED, Facts, write_manifest
from pii_sweep.report.verify import verify

FILES = (*EXPECTED, "manifest.json")
CHANGES = 300


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sweep_dir: Path) -> Path:
    """Another machine, which has no keys."""
    assert sweep_dir.is_dir()
    folder = tmp_path / "other machine"
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(folder))
    return folder


def test_300_random_changes_of_one_byte_are_300_found(sweep_dir: Path) -> None:
    chance = random.Random("one byte")
    missed = []
    assert {path.name for path in sweep_dir.iterdir()} == set(FILES)
    for number in range(CHANGES):
        path = sweep_dir / FILES[number % len(FILES)]
        data = path.read_bytes()
        place, other = chance.randrange(len(data)), chance.randrange(1, 256)
        path.write_bytes(data[:place] + bytes([data[place] ^ other]) + data[place + 1 :])
        if not verify(sweep_dir):
            missed.append((path.name, place, other))
        path.write_bytes(data)
    assert missed == []
    assert verify(sweep_dir) == []


@pytest.mark.parametrize("command", ["show", "report", "assess", "diff"])
def test_a_changed_journal_is_refused_in_one_line(
    sweep_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    activity = tmp_path / "activity.toml"
    activity.write_text("")
    with closing(sqlite3.connect(sweep_dir / NAME)) as db, db:
        db.execute("UPDATE buckets SET body = (SELECT body FROM buckets ORDER BY bucket LIMIT 1)")
    options = {"assess": ["--activity", str(activity)], "diff": [str(sweep_dir)]}.get(command, [])
    assert code([command, str(sweep_dir), *options]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "changed" in line


@pytest.mark.parametrize("options", [["--sample", "5"], ["--seed", "another"], []])
def test_a_refused_run_leaves_every_byte_of_a_finished_sweep(
    sweep_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    (tmp_path / "other" / "bucket").mkdir(parents=True)
    before = {path.name: sha256(path.read_bytes()).digest() for path in sweep_dir.iterdir()}
    assert code(["run", str(tmp_path / "other"), "--out", str(sweep_dir), *options]) == 2
    assert "was planned" in capsys.readouterr().err
    assert {path.name: sha256(path.read_bytes()).digest() for path in sweep_dir.iterdir()} == before
    assert verify(sweep_dir) == []


def test_a_byte_that_no_table_uses_is_found(sweep_dir: Path) -> None:
    path = sweep_dir / NAME
    data = bytearray(path.read_bytes())
    free = data.rindex(bytes(64))  # unused room within a page
    data[free + 32] ^= 1
    path.write_bytes(data)
    with Journal.look(sweep_dir) as journal:
        journal.check()  # nothing that is read has changed
    with pytest.raises(JournalError, match="after the manifest was signed"):
        open_verified(sweep_dir)
    assert f"{path} was changed after the manifest was signed" in verify(sweep_dir)


def test_a_log_laid_over_the_journal_is_not_read_unseen(sweep_dir: Path, tmp_path: Path) -> None:
    shutil.copytree(sweep_dir, tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "copy" / NAME)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("DELETE FROM buckets")
        db.commit()
        shutil.copy(tmp_path / "copy" / f"{NAME}-wal", sweep_dir)
    with pytest.raises(JournalError):
        open_verified(sweep_dir)
    assert verify(sweep_dir) != []


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_an_empty_log_next_to_a_finished_journal_lays_nothing_over_it(
    sweep_dir: Path, elsewhere: Path, ending: str
) -> None:
    (sweep_dir / f"{NAME}{ending}").touch()
    open_verified(sweep_dir).close()


def test_a_resumed_sweep_is_vouched_for_by_its_seal(sweep_dir: Path) -> None:
    with Journal.open(sweep_dir) as journal:
        journal.update(journal.plan().buckets[0])
    open_verified(sweep_dir).close()
    assert any("after the manifest was signed" in problem for problem in verify(sweep_dir))


def test_a_journal_of_another_sweep_is_not_vouched_for(sweep_dir: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(sweep_dir / NAME)) as db:
        digests = db.execute("SELECT count(*) FROM chain").fetchone()
        db.execute("UPDATE chain SET digest = zeroblob(32) WHERE seq = ?", digests)
        db.commit()
    with pytest.raises(JournalError):
        open_verified(sweep_dir)


def test_without_a_manifest_the_seal_vouches_where_the_key_is(
    sweep_dir: Path, elsewhere: Path, key_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sweep_dir / "manifest.json").unlink()
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(elsewhere))
    with pytest.raises(JournalError, match="nothing vouches"):
        open_verified(sweep_dir)
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(key_folder))
    open_verified(sweep_dir).close()


def test_a_machine_without_keys_says_that_the_key_is_unknown(
    sweep_dir: Path, elsewhere: Path, key_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by = signer(sweep_dir)
    assert by is not None and not by.own and not elsewhere.exists()
    assert code(["verify", str(sweep_dir)]) == 1
    assert f"signed by an unknown key ({by.fingerprint})" in capsys.readouterr().out
    assert code(["verify", str(sweep_dir), "--key", str(key_folder / signing.PUBLIC_NAME)]) == 0
    assert f"signed by key {by.fingerprint} (the key given)" in capsys.readouterr().out
    assert code(["show", str(sweep_dir)]) == 0
    assert "unknown key" in capsys.readouterr().err


def test_a_key_that_did_not_sign_is_not_named_as_the_signer(
    sweep_dir: Path, elsewhere: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by = signer(sweep_dir)
    assert by is not None and not elsewhere.exists()
    (tmp_path / "key").write_text("ab" * 32)
    assert code(["verify", str(sweep_dir), "--key", str(tmp_path / "key")]) == 1
    assert f"signed by key {by.fingerprint} (not yours)" in capsys.readouterr().out


def test_the_machine_that_made_a_sweep_knows_its_key(
    sweep_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code(["verify", str(sweep_dir)]) == 0
    assert "(your own key)" in capsys.readouterr().out
    assert code(["show", str(sweep_dir)]) == 0
    assert capsys.readouterr().err == ""


def test_a_sweep_signed_anew_with_a_forgers_key_is_not_trusted(
    sweep_dir: Path, elsewhere: Path, key_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(elsewhere))
    with Journal.look(sweep_dir) as journal:
        head = journal.head()
    facts = Facts("pii-sweep", "0" * 64, "2026", {}, head.records, head.link.hex(), finished=True)
    write_manifest(sweep_dir, facts)
    assert verify(sweep_dir) == []  # on the forger's machine
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(key_folder))
    (problem,) = verify(sweep_dir)
    assert "unknown key, not yours" in problem


def test_public_keys_are_read_as_text_as_pem_and_raw(
    sweep_dir: Path, key_folder: Path, tmp_path: Path
) -> None:
    text = (key_folder / signing.PUBLIC_NAME).read_text().strip()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    pem, raw = tmp_path / "key.pem", tmp_path / "key.raw"
    pem.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    raw.write_bytes(bytes.fromhex(text))
    assert {signing.read_public_key(path) for path in (pem, raw)} == {text}
    assert verify(sweep_dir, pem) == []


@pytest.mark.parametrize("content", [b"", b"zz", b"ab" * 31, b"-----BEGIN PUBLIC KEY-----\n", b"\xff" * 40])
def test_a_file_that_holds_no_public_key_is_a_usage_error(
    sweep_dir: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(UsageError, match="no Ed25519 public key"):
        verify(sweep_dir, tmp_path / "key")


def test_another_key_than_the_one_given_is_named(sweep_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("ab" * 32)
    (problem,) = verify(sweep_dir, tmp_path / "key")
    assert "another key than the one given" in problem


def test_what_was_changed_before_a_packet_was_added_stays_known_as_changed(sweep_dir: Path) -> None:
    (sweep_dir / "report.html").write_text("High")
    (sweep_dir / "assessment-x.json").write_text("{}")
    with Journal.look(sweep_dir) as journal:
        head = journal.head()
    facts = Facts("pii-sweep", "0" * 64, "2026", {}, head.records, head.link.hex(), finished=True)
    write_manifest(sweep_dir, facts, ["assessment-x.json"])
    assert verify(sweep_dir) == [f"{sweep_dir / 'report.html'} was changed after the manifest was signed"]


def test_a_packet_that_no_one_signed_is_named(sweep_dir: Path) -> None:
    (sweep_dir / "assessment-x.html").write_text("")
    assert verify(sweep_dir) == [f"{sweep_dir / 'assessment-x.html'} is not in the manifest"]


def test_what_lies_in_a_sweep_directory_without_being_of_it_is_named(
    sweep_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    audit.record(sweep_dir, "reveal", "ticket 1", {"finding_id": "f"})
    assert code(["verify", str(sweep_dir)]) == 0 and not capsys.readouterr().err
    for name in ("report (1).html", "findings-2.parquet", "odd\n\x1b[31mname"):
        (sweep_dir / name).write_text("")
    (sweep_dir / "assessments").mkdir()
    assert code(["verify", str(sweep_dir), "--quiet"]) == 0
    written = capsys.readouterr()
    (line,) = written.err.splitlines()
    assert not written.out and line.startswith(
        "not of this sweep, and vouched for by nothing: assessments/, findings-2.parquet, "
    )
    assert line.endswith(", report (1).html") and "\x1b" not in line
    assert code(["verify", str(sweep_dir), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["foreign"]) == 4


def test_a_changed_line_of_the_audit_and_one_of_an_unknown_key_are_named(
    sweep_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit.record(sweep_dir, "reveal", "ticket 1", {"finding_id": "f"})
    assert verify(sweep_dir) == []
    path = sweep_dir / audit.NAME
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"ticket 1", b"ticket 2"))
    (problem,) = verify(sweep_dir)
    assert "was changed at line 1" in problem
    path.write_bytes(whole)
    with monkeypatch.context() as other:
        other.setenv(keys.FOLDER_VARIABLE, str(tmp_path / "another user"))
        audit.record(sweep_dir, "reveal", "ticket 3", {"finding_id": "g"})
    (problem,) = verify(sweep_dir)
    assert "signed by an unknown key" in problem


def test_a_changed_table_is_not_read(sweep_dir: Path) -> None:
    path = sweep_dir / "buckets.parquet"
    shutil.copy(sweep_dir / "strata.parquet", path)
    with pytest.raises(JournalError, match="was changed after the manifest was signed"):
        open_sweep(sweep_dir)


def test_the_next_sweep_names_the_manifest_of_the_one_before(
    sweep_dir: Path, in_process: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    out = tmp_path / "next"
    assert in_process("run", tmp_path / "empty", "--out", out, "--last", sweep_dir).returncode == 0
    digest = sha256((sweep_dir / "manifest.json").read_bytes()).hexdigest()
    assert json.loads((out / "manifest.json").read_text())["previous"] == digest
    assert verify(out) == []


def test_what_is_no_sweep_directory_is_wrong_usage(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UsageError, match="no sweep directory"):
            verify(folder)
