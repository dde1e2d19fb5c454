"""What the command line's words mean, and one line for what they cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pii_sweep.config import Targets
from pii_sweep.errors import UsageError
from pii_sweep.store import connect
from pii_sweep.store.targets import parse_targets
from pii_sweep.types import Target


def parse(*texts: str, buckets_from: Path | None = None) -> list[Target]:
    return parse_targets(texts, False, buckets_from, Targets())


def test_buckets_and_prefixes_are_kept_apart() -> None:
    assert parse("s3://orders", "s3://orders/", "S3://photos/2026/a b") == [
        Target("s3", "orders"),
        Target("s3", "photos", "2026/a b"),
    ]


def test_a_folder_is_a_bucket_of_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "my orders"
    folder.mkdir()
    expected = [Target("folder", "my orders", root=str(folder))]
    assert parse(str(folder)) == parse(f"{folder}/") == expected
    monkeypatch.chdir(folder)
    assert parse(".") == expected
    assert connect(expected[0], Targets()).buckets() == ["my orders"]


def test_a_linked_folder_keeps_the_name_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (target,) = parse(str(tmp_path / "link"))
    assert target.bucket == "link"
    assert [ref.key for ref in connect(target, Targets()).list("link")] == ["a.txt"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no/such/folder", "no such folder: no/such/folder; give a folder or s3://bucket"),
        ("", "no such folder"),
        ("s3://", "names no bucket"),
        ("s3:///prefix", "names no bucket"),
        ("s3://my bucket/x", "names no bucket"),
        ("gs://bucket", "cannot read gs:// targets"),
        ("https://bucket.s3.amazonaws.com", "cannot read https:// targets"),
    ],
)
def test_what_is_no_target_gets_one_clear_line(text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_a_file_is_no_target_and_the_line_names_inspect(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")
    with pytest.raises(UsageError, match="pii-sweep inspect"):
        parse(str(file))


def test_nothing_to_sweep_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="--all-buckets or --buckets-from"):
        parse()


def test_a_list_of_buckets_may_hold_comments_prefixes_and_repeats(tmp_path: Path) -> None:
    file = tmp_path / "buckets.txt"
    file.write_text("\ufeff# ours\norders\n\n  s3://photos/2026/  \norders\n", encoding="utf-8")
    assert parse(buckets_from=file) == [Target("s3", "orders"), Target("s3", "photos", "2026/")]


def test_a_list_that_cannot_be_read_or_names_no_bucket_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or directory"):
        parse(buckets_from=tmp_path / "none.txt")
    file = tmp_path / "bad.txt"
    file.write_text("not a bucket\n")
    with pytest.raises(UsageError, match="names no bucket"):
        parse(buckets_from=file)


def test_all_buckets_are_asked_of_the_store(
    moto_url: str, make_bucket: Callable[[Mapping[str, bytes]], str]
) -> None:
    name = make_bucket({})
    found = parse_targets([], True, None, Targets(endpoint_url=moto_url))
    assert Target("s3", name) in found
    with pytest.raises(UsageError, match="needs credentials"):
        parse_targets([], True, None, Targets(endpoint_url=moto_url, anonymous=True))
    with pytest.raises(UsageError, match="--buckets-from FILE"):
        parse_targets([], True, None, Targets(endpoint_url="http://127.0.0.1:9"))
