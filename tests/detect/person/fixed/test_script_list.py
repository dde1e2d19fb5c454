"""Lists of people without a header or a label are found in ten scripts; cities, dishes and films are not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pii_sweep.detect.person.fixed import initial_list, script_list

LISTS = tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))
SCRIPTS = sorted({one["script"] for one in LISTS["people"]})


def lines_found(text: str) -> int:
    found = [*script_list.find(text), *initial_list.find(text)]
    return len({text.count("\n", 0, hit.start) for hit in found})


def texts(kind: str, script: str) -> list[str]:
    return [one["text"].strip() for one in LISTS[kind] if one["script"] == script]


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_of_nearly_every_list_of_people_are_found(script: str) -> None:
    people = texts("people", script)
    written = sum(text.count("\n") + 1 for text in people)
    assert sum(map(lines_found, people)) >= 0.8 * written


@pytest.mark.parametrize("script", SCRIPTS)
def test_lists_of_places_dishes_and_films_name_no_people(script: str) -> None:
    assert not list(filter(lines_found, texts("other", script)))


@pytest.mark.parametrize("kind", ["people", "other"])
def test_forty_lists_and_more_of_each_kind_are_read(kind: str) -> None:
    assert len(LISTS[kind]) >= 40


def test_a_column_without_a_header_is_a_list_too() -> None:
    assert script_list.of_people(("王建国", "李秀英", "张伟", "刘洋"))
    assert not script_list.of_people(("北京", "上海", "马鞍山", "石家庄"))
    assert initial_list.of_people(("Abernathy J.R.", "Castellano M.", "Drummond K.L."))
    assert not initial_list.of_people(("A. Introduction", "B. Methods", "C. Results"))


def test_a_title_above_a_list_is_no_name() -> None:
    text = "参加者名簿\n佐藤 健一\n鈴木 美咲\n高橋 大輔\n田中 由美子\n"
    assert [text[hit.start : hit.end] for hit in script_list.find(text)] == text.split("\n")[1:5]


def test_a_number_and_a_wide_blank_may_stand_before_a_name() -> None:
    text = "1　佐藤 健一\n2　鈴木 美咲\n3　高橋 大輔\n"
    assert [text[hit.start : hit.end] for hit in script_list.find(text)] == [
        "佐藤 健一",
        "鈴木 美咲",
        "高橋 大輔",
    ]


def test_two_lines_are_no_list() -> None:
    assert not list(script_list.find("王建国\n李秀英\n"))


def test_units_of_one_kind_are_no_list_of_people() -> None:
    assert not list(script_list.find("강남구\n서초구\n송파구\n마포구\n"))


def test_names_in_lists_reach_the_findings(find) -> None:
    text = "1. 강동현\n2. 조은지\n3. 윤상호\n"
    assert find(text, "prose").get("PERSON") == ["강동현", "조은지", "윤상호"]


def test_a_csv_file_of_one_column_without_a_header_is_read(columns) -> None:
    found = columns((), ("김민준",), ("이서연",), ("박지훈",), ("최수빈",))
    assert [value for values in found.values() for value in values] == [
        "김민준",
        "이서연",
        "박지훈",
        "최수빈",
    ]
