from __future__ import annotations

import pytest

from pii_sweep.detect.person.fixed import chat_sender


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("[12/03/2024, 18:22:45] Marco Bellandi: ciao! domani passo", ["Marco Bellandi"]),
        ("12.03.24, 19:01 - Jürgen Pötzsch: Hat jemand die Nummer?", ["Jürgen Pötzsch"]),
        ("3/12/24, 7:01 PM - Tom O'Hara: hi", ["Tom O'Hara"]),
        ("Ann Lee, [12.03.24 19:01]\nhello", ["Ann Lee"]),
        ("18:22:11 From Ann Lee to Everyone:", ["Ann Lee"]),
        ("Ann Lee   0:03\nShall we start?", ["Ann Lee"]),
        ("12.03.24, 19:04 - Heike: wer noch?", ["Heike"]),
        ("[12/03/2024, 18:23:02] +39 347 221 0098: ok", []),
        ("[2024-03-12 18:22:11] Payment Service: charged", []),
        ("[2024-03-12 18:22:11] Error: no such file", []),
        ("Total Time   0:03", []),
        ("Ann Lee   36:55\nTom Ray   38:25\n", []),
    ],
)
def test_the_sender_of_a_message_is_found_and_a_log_s_program_is_not(line: str, names: list[str]) -> None:
    assert [line[hit.start : hit.end] for hit in chat_sender.find(line)] == names


def test_an_unknown_sender_counts_where_it_writes_more_than_once() -> None:
    once = "[12/03/2024, 18:22:45] Xqzw Vrbt: a\n"
    assert not list(chat_sender.find(once))
    assert len(list(chat_sender.find(once * 2))) == 2


def test_speakers_behind_a_time_alone_count_where_two_speak_and_one_again() -> None:
    said = "14:02 Anouk: wie komt?\n[mar. 14:05] Perrine : moi\n14:06 Anouk: fijn\n"
    assert [said[hit.start : hit.end] for hit in chat_sender.find(said)] == ["Anouk", "Perrine", "Anouk"]
    assert not list(chat_sender.find("14:00 Anna: Saal 3\n15:00 Carmen: Saal 1\n16:00 Judith: Saal 2\n"))


def test_a_lone_word_that_no_list_has_speaks_more_than_once_or_is_no_name() -> None:
    once = "09:01 Xqzwek: hi\n09:02 Anna: hi\n"
    found = chat_sender.find(f"{once}09:03 Anna: so\n"), chat_sender.find(f"{once}09:03 Xqzwek: so\n")
    assert [len(list(hits)) for hits in found] == [2, 3]


KAKAO = (
    "[김서연] [오전 8:41] 네\n[한별] [오후 1:02] 내일 봐요\n[{0}] [오후 1:03] 네\n[{0}] [오후 1:05] 확인\n"
)
LINE = "08:41\t佐藤健\tおはよう\n08:42\t{0}\tはい\n08:45\t佐藤健\t了解\n08:46\t{0}\tはい\n"


@pytest.mark.parametrize(
    ("chat", "name", "names"),
    [
        (KAKAO, "남궁 민", ["김서연", "남궁 민", "남궁 민"]),
        (KAKAO, "엄마", ["김서연"]),
        (KAKAO, "관리자", ["김서연"]),
        (LINE, "田中美咲", ["佐藤健", "田中美咲", "佐藤健", "田中美咲"]),
        (LINE, "お母さん", ["佐藤健", "佐藤健"]),
        ("2024. 3. 8. 오전 8:41, {0} : 네\n", "김서연", ["김서연"]),
        (
            "[2024/03/08 08:41:00] {0}: 好的\n" * 2 + "[2024/03/08 08:42:00] 陈丽: 是\n",
            "王小明",
            ["王小明", "王小明", "陈丽"],
        ),
    ],
)
def test_senders_in_scripts_without_capitals_are_found(chat: str, name: str, names: list[str]) -> None:
    said = chat.format(name)
    assert [said[hit.start : hit.end] for hit in chat_sender.find(said)] == names


def test_rows_of_a_timetable_in_other_scripts_are_no_chat() -> None:
    assert not list(chat_sender.find("08:00\t会議\t301号\n09:00\t会議\t302号\n10:00\t休憩\t303号\n"))


DATED = "12.03.24, 19:01 - {0}: 好\n" * 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[08:41] {0}: 맑음\n", ["김포", "안동", "이천", "강남역", "조치원"]),
        ("[08:41] {0}: 雨\n", ["和歌山", "東京", "石川"]),
        ("[{0}] [오전 8:42] 끝\n", ["주문서", "정산팀", "고객님", "공지", "김포"]),
        (DATED, ["方案", "高清版", "金额"]),
    ],
)
def test_places_teams_and_things_are_no_senders_in_scripts_without_capitals(
    line: str, words: list[str]
) -> None:
    told = "".join(line.format(word) for word in words)
    alone = [line.format(word) * times for word in words for times in (1, 2)]
    assert not [list(chat_sender.find(text)) for text in (told * 2, *alone) if list(chat_sender.find(text))]


def test_a_lone_sender_in_such_a_script_has_a_known_name_behind_a_full_date() -> None:
    dated, hour = "[2024/03/08 08:41:00] {0}: 네\n", "[08:41] {0}: 네\n"
    found = [list(chat_sender.find(line.format("김민서"))) for line in (dated, hour)]
    assert [len(hits) for hits in found] == [1, 0]


def test_who_speaks_may_stand_before_the_time_where_somebody_asks_something() -> None:
    first, second = "Sunanda 9:02  is the lab open today?", "Keshavan 9:03  yes till six"
    talk = f"{first}\n{second}\nSunanda 9:04  ok then, see you"
    names = [talk[hit.start : hit.end] for hit in chat_sender.find(talk)]
    assert names.count("Sunanda") == 2
    assert list(chat_sender.find(talk.replace("?", "."))) == []
    plan = "Foyer 9:02  doors open to all\nStage 9:30  first talk\nFoyer 11:00  coffee and cake"
    assert list(chat_sender.find(plan)) == []


def test_a_weekday_before_a_time_is_no_sender() -> None:
    said = ("is the gate open?", "yes, come in", "outside now", "ok coming", "which door?")
    days = ("Sun", "Sun", "Mon", "Mon", "Sun")
    text = "".join(f"{day} 9:0{at}  {line}\n" for at, (day, line) in enumerate(zip(days, said, strict=True)))
    assert not list(chat_sender.find(text))
    other = text.replace("Mon", "Wei")
    assert {other[hit.start : hit.end] for hit in chat_sender.find(other)} == {"Sun", "Wei"}


TALK = """[12/03/2024, 18:02:50] Unathi M: yes, my cousin comes too
[12/03/2024, 18:03:02] Prisca: when do you need it?
[12/03/2024, 18:03:44] Unathi M: friday, is the hall free?
[12/03/2024, 18:04:20] Me: ok
[12/03/2024, 18:04:31] Me: i asked
"""


def test_an_unknown_name_that_writes_again_is_a_sender_where_people_talk() -> None:
    scores = {TALK[hit.start : hit.end]: hit.score for hit in chat_sender.find(TALK)}
    assert scores == {"Unathi M": 0.6, "Prisca": 0.6}


def test_a_program_that_writes_again_stays_weak_where_none_of_its_lines_is_talk() -> None:
    log = "".join(
        f"[12/03/2024, 18:02:5{at}] {name}: {what}\n"
        for at, (name, what) in enumerate(
            [("Nginx", "reload"), ("Redis", "saved"), ("Nginx", "GET /find?q=a"), ("Redis", "closed")]
        )
    )
    assert {hit.score for hit in chat_sender.find(log)} == {0.45}


def test_one_line_that_speaks_of_itself_makes_no_talk_of_a_program_s_few_lines() -> None:
    lines = ("Nginx: reload", "Nginx: I am ready", "Nginx: closed", "Nginx: saved")
    log = "".join(f"[12/03/2024, 18:02:5{at}] {line}\n" for at, line in enumerate(lines))
    assert {hit.score for hit in chat_sender.find(log)} == {0.45}
    assert {hit.score for hit in chat_sender.find(log.replace("saved", "I am done"))} == {0.6}


def test_units_numerals_and_names_of_files_are_no_talk_of_oneself() -> None:
    log = (
        "09:00 Otmoor: 12.1 mi, 42 mA\n09:05 Otmoor: I/O error\n09:10 Kuka: my.cnf read\n09:15 Kuka: phase I"
    )
    assert all(hit.score < 0.5 for hit in chat_sender.find(log))
    talk = (
        "09:00 Otmoor: I'm here\n09:05 Otmoor: my bus is late\n09:10 Kuka: me too\n09:15 Kuka: I will wait\n"
    )
    surer = {talk[hit.start : hit.end] for hit in chat_sender.find(talk) if hit.score > 0.5}
    assert surer == {"Otmoor", "Kuka"}
