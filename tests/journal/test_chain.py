"""No record of the plan, the frames or the readings can be changed behind the chain of digests."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from pii_sweep import keys
from pii_sweep.config import Settings
from pii_sweep.errors import JournalError
from pii_sweep.journal import NAME, Journal
from pii_sweep.journal.chain import Chain, check_chain, damage, follow
from pii_sweep.journal.codec import pack
from pii_sweep.types import BucketFrame, ObjectRef, Reading, Stratum, Target, Verdict
from tests.journaled import journaled

TARGET = Target("s3", "b")
REFS = tuple(ObjectRef("b", f"k{number}", size=number) for number in range(5))
FRAME = BucketFrame("b", "s3://b", strata=(Stratum("b", "s", "", "pdf", "<16K", 9, 99, picks=REFS),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sweep of five objects that was interrupted after three readings."""
    made = tmp_path / "sweep"
    with journaled(made, Settings(), [TARGET], [(FRAME, b"prints")], "2026-01-01") as journal:
        journal.draw("b", {"s": 5})
        for pick in list(journal.todo())[:3]:
            journal.append(pick, Reading(pick.ref, "ANALYSED"), 1.5)
        journal.update(FRAME)
        journal.judge([Verdict("b", "k1", "PERSON", holds=True)])
        journal.note_seal("yes")
    return made


def edit(folder: Path, *statements: str, values: tuple[object, ...] = ()) -> None:
    with closing(sqlite3.connect(folder / NAME)) as db, db:
        for statement in statements:
            db.execute(statement, values)


def test_an_untouched_journal_is_checked_and_sealed_and_opens_again(folder: Path) -> None:
    with Journal.look(folder) as journal:
        head, sealed = journal.check()
        assert sealed and head == journal.head()
    with Journal.open(folder) as journal:
        assert journal.link(head.records) == head.link
        assert len(list(journal.readings())) == 3


EDITS = {
    "a reading is emptied": "UPDATE readings SET body = x'00' WHERE pick = 2",
    "a reading is taken out": "DELETE FROM readings WHERE pick = 2",
    "a reading is exchanged": "UPDATE readings SET body = (SELECT body FROM readings WHERE pick = 1)",
    "a reading is put in": "INSERT INTO readings VALUES (4, (SELECT body FROM readings WHERE pick = 1))",
    "a reading of no object is put in": "INSERT INTO readings VALUES (99, x'00')",
    "a frame is changed": "UPDATE buckets SET body = x'00'",
    "a bucket is renamed": "UPDATE buckets SET bucket = 'c'",
    "a bucket is taken out": "DELETE FROM buckets",
    "a listing is changed": "UPDATE listings SET body = x'00'",
    "a target is changed": "UPDATE targets SET body = (SELECT body FROM buckets)",
    "the settings are changed": "UPDATE meta SET value = value || ' ' WHERE name = 'settings'",
    "the date of the plan is changed": "UPDATE meta SET value = '2020-01-01' WHERE name = 'created'",
    "the time that was taken is changed": "UPDATE meta SET value = '0.1' WHERE name = 'seconds'",
    "an object is exchanged": "UPDATE picks SET body = (SELECT body FROM picks WHERE id = 1) WHERE id = 2",
    "an object is moved to another stratum": "UPDATE picks SET stratum = 't' WHERE id = 5",
    "an object is taken out": "DELETE FROM picks WHERE id = 5",
    "a record of the chain is taken out": "DELETE FROM chain WHERE seq = 2",
    "the last record is taken out": "DELETE FROM chain WHERE seq = (SELECT max(seq) FROM chain)",
    "a record of the chain is changed": "UPDATE chain SET digest = zeroblob(32) WHERE seq = 5",
    "a record has another number": "UPDATE chain SET seq = seq + 1 WHERE seq = (SELECT max(seq) FROM chain)",
    "the head is changed": "UPDATE meta SET value = '0:00:00' WHERE name = 'chain'",
    "an answer is changed": "UPDATE verdicts SET body = x'00'",
    "an answer is taken out": "DELETE FROM verdicts",
    "an answer is put in": "INSERT INTO verdicts SELECT bucket, 'k2', entity, body FROM verdicts",
    "how readers were sealed is changed": "UPDATE meta SET value = 'no: x' WHERE name = 'sealed'",
    "a record of no object is put in": "UPDATE chain SET id = 99 WHERE what = 'reading' AND id = 3",
    "a trigger is put in": "CREATE TRIGGER t AFTER INSERT ON readings BEGIN DELETE FROM readings; END",
    "a view is put in": "CREATE VIEW v AS SELECT * FROM readings",
}  # fmt: skip


@pytest.mark.parametrize("statement", EDITS.values(), ids=EDITS.keys())
def test_a_journal_that_was_edited_is_neither_resumed_nor_vouched_for(folder: Path, statement: str) -> None:
    edit(folder, statement)
    with pytest.raises(JournalError, match="changed") as raised:
        Journal.open(folder)
    assert "\n" not in str(raised.value)
    with Journal.look(folder) as journal, suppress(JournalError):  # one of the two says so
        assert not journal.check()[1]


def forge(folder: Path, key: bytes) -> None:
    """Empty a reading and extend the chain as this program would, under some key."""
    body = pack(Reading(REFS[1], "SKIPPED", "EMPTY"))
    with closing(sqlite3.connect(folder / NAME)) as db:
        chain = Chain(db, key, check_chain(db))
        with chain.transaction() as record:
            db.execute("UPDATE readings SET body = ? WHERE pick = 2", (body,))
            record("reading", 2, body)
        check_chain(db)


def test_whoever_extends_the_chain_cannot_seal_it(folder: Path) -> None:
    forge(folder, b"a key that is not the sweep's")
    with Journal.look(folder) as journal:
        assert journal.check()[1] is False
    with pytest.raises(JournalError, match="seal"):
        Journal.open(folder)


def test_another_machine_can_check_the_chain_and_not_the_seal(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(tmp_path / "none"))
    with Journal.look(folder) as journal:
        assert journal.check()[1] is False
    assert not (tmp_path / "none").exists()


def test_a_transaction_that_fails_leaves_the_chain_where_it_was(folder: Path) -> None:
    with Journal.open(folder) as journal:
        before, pick = journal.head(), next(iter(journal.todo()))
        with pytest.raises(sqlite3.Error), journal._begin_writing() as record:
            record("reading", pick.id, b"body")
            journal._db.execute("INSERT INTO readings VALUES (?, NULL)", (pick.id,))
        assert journal.head() == before
        journal.append(pick, Reading(pick.ref, "ANALYSED"))
    with Journal.look(folder) as journal:
        assert journal.check()[1]


def test_an_index_that_hides_a_reading_is_found(folder: Path) -> None:
    edit(folder, "PRAGMA writable_schema = ON", "UPDATE sqlite_master SET rootpage = "
         "(SELECT rootpage FROM sqlite_master WHERE name = 'chain') WHERE name = 'turns'")  # fmt: skip
    with Journal.look(folder) as journal, pytest.raises(JournalError):
        journal.check()


def test_each_link_depends_on_all_before_it() -> None:
    def chained(*digests: bytes) -> bytes:
        from pii_sweep.journal.chain import Head

        head = Head()
        for digest in digests:
            head = follow(head, "reading", 1, digest)
        return head.link

    links: list[Callable[[], bytes]] = [
        lambda: chained(b"a", b"b"),
        lambda: chained(b"b", b"a"),
        lambda: chained(b"a"),
        lambda: chained(b"ab"),
    ]
    assert len({link() for link in links}) == 4


def test_a_settled_journal_is_one_file_whose_bytes_stand(folder: Path) -> None:
    with Journal.open(folder) as journal:
        journal.settle()
        assert not journal.finished
    data = (folder / NAME).read_bytes()
    with Journal.look(folder) as journal:
        assert journal.check()[1] and len(list(journal.readings())) == 3
    assert {path.name for path in folder.iterdir()} == {NAME}
    assert (folder / NAME).read_bytes() == data


def test_a_journal_that_somebody_has_open_is_settled_and_one_that_is_being_read_is_not(folder: Path) -> None:
    with Journal.open(folder) as journal, closing(sqlite3.connect(folder / NAME)) as other:
        rows = other.execute("SELECT * FROM picks")
        rows.fetchone()
        journal._db.execute("PRAGMA busy_timeout = 1")
        journal.update(FRAME)
        with pytest.raises(JournalError, match="another process reads"):
            journal.settle()
        rows.close()
        journal.settle()
        data = (folder / NAME).read_bytes()
    with Journal.look(folder) as journal:
        assert journal.check()[1]
    assert (folder / NAME).read_bytes() == data


def test_the_directory_is_its_owners_alone(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    with Journal.open(folder):
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_file_that_may_not_be_opened_or_is_held_is_not_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "held.sqlite"
    with pytest.raises(JournalError, match="cannot be opened here"), damage(path):
        sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("CREATE TABLE one (x)")
        holder.execute("BEGIN EXCLUSIVE")
        other = sqlite3.connect(path, timeout=0)
        with closing(other), pytest.raises(JournalError, match="in use by another process"), damage(path):
            other.execute("SELECT * FROM one")
    other = sqlite3.connect(path)
    with closing(other), pytest.raises(JournalError, match="damaged"), damage(path):
        other.execute("SELECT * FROM none")
