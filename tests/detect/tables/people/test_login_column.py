"""Accounts that come again are people's by their form or by the column next to them."""

from __future__ import annotations

import pytest

KINDS = [
    ("operator", "vodafone telenor tmobile"),
    ("operator", "flixbus blablacar arriva"),
    ("operator", "concat regexp iregex"),
    ("login", "facebook google github"),
    ("login", "saml oauth ldap oidc"),
    ("user", "postgres nginx mysql"),
    ("user", "readonly readwrite superuser"),
    ("user", "systemd dnsmasq avahi"),
    ("actor", "github dependabot renovate"),
    ("username", "postgres nginx redis"),
]
# A column next to the accounts: of nothing, times, machines, sessions.
NEXT = {
    "noted": "x",
    "started": "2024-03-05 10:0{}:00",
    "host": "81.3.4.{}",
    "session_id": "5f0a{}",
    "mailbox": "box{}@acme.example",
}
SURE = ("started", "host", "session_id", "mailbox")


def show(columns, header: str, words: str, beside: str = "noted") -> list[str]:
    """Return the accounts found in a table of an account and another column."""
    names = words.split() * 3
    rows = (
        (str(100 + at), name, NEXT[beside].format(at % len(words.split()))) for at, name in enumerate(names)
    )
    return columns(("id", header, beside), *rows).get(f"USERNAME@{header}", [])


@pytest.mark.parametrize(("header", "words"), KINDS)
@pytest.mark.parametrize("beside", sorted(NEXT))
def test_firms_services_and_programs_are_no_accounts_of_people(
    columns, header: str, words: str, beside: str
) -> None:
    assert not show(columns, header, words, beside)


@pytest.mark.parametrize("header", ["user", "actor", "operator", "login", "username"])
@pytest.mark.parametrize("words", ["jsmith akowalski pnovak", "annak hansm petraw"])
def test_accounts_made_of_names_of_people_need_no_other_column(columns, header: str, words: str) -> None:
    assert show(columns, header, words) == words.split() * 3


@pytest.mark.parametrize("header", ["user", "login", "username"])
@pytest.mark.parametrize("beside", SURE)
def test_other_accounts_are_of_people_next_to_sessions_machines_mailboxes_or_times(
    columns, header: str, beside: str
) -> None:
    words = "quillonby zarandur wexhollow"
    assert not show(columns, header, words)
    assert show(columns, header, words, beside) == words.split() * 3


def test_a_time_is_not_enough_for_who_acted_and_nothing_for_an_operator(columns) -> None:
    words = "quillonby zarandur wexhollow"
    assert not show(columns, "actor", words, "started")
    assert show(columns, "actor", words, "session_id") == words.split() * 3
    assert not show(columns, "operator", words, "session_id")


def test_a_mailbox_of_its_own_in_each_row_is_not_of_the_kind_that_its_row_has(columns) -> None:
    words = ("quillonby", "zarandur") * 6
    rows = ((f"box{at}@acme.example", word) for at, word in enumerate(words))
    assert "USERNAME@login" not in columns(("mailbox", "login"), *rows)


@pytest.mark.parametrize("header", ["created_by", "Modified By", "assigned_to", "opened_by"])
def test_accounts_of_letters_alone_are_those_of_who_acted(columns, header: str) -> None:
    rows = (("1", "jsmith"), ("2", "mbrown"), ("3", "tlee"))
    assert columns(("ticket", header), *rows)[f"USERNAME@{header}"] == ["jsmith", "mbrown", "tlee"]
    boxes = (("1", "anna", "anna@firma.example"), ("2", "zdenka", "zdenka.h@firma.example"))
    assert columns(("id", header, "email"), *boxes)[f"USERNAME@{header}"] == ["anna", "zdenka"]


def test_teams_and_programs_act_too(columns) -> None:
    for words in ("support sales finance", "jenkins dependabot github", "system import batch"):
        rows = [(str(at), word) for at, word in enumerate(words.split())]
        assert not any(key.startswith("USERNAME") for key in columns(("ticket", "created_by"), *rows))


def test_a_tag_of_four_figures_is_part_of_an_account(columns) -> None:
    rows = (("Loïc Morvan", "loic275#1025"), ("Heike Brandt", "heike439#8431"), ("Fergus Lowell", ""))
    assert columns(("Name", "Discord"), *rows)["USERNAME@Discord"] == ["loic275#1025", "heike439#8431"]


def test_accounts_of_letters_alone_count_where_all_values_are_written_as_accounts(columns) -> None:
    users = ("yrasmussen3", "kz.hightower", "dabernathy", "lmcquaid", "svc-frontdesk")
    rows = [("2025-09-12 07:11:19", user, "L2-Ricoh") for user in users]
    assert columns(("Time", "User", "Printer"), *rows)["USERNAME@User"] == list(users)
    mixed = [("2025-09-12 07:11:19", user, "L2-Ricoh") for user in (*users[:2], "Front Desk", "system")]
    assert columns(("Time", "User", "Printer"), *mixed)["USERNAME@User"] == list(users[:2])


MEMBERS = (
    ("1", "namgung65", "*172F19356D6FA52152DBF74108BB759DDEBD2177"),
    ("2", "kwon_jh222", "*2F4ECDB8EDC0CBF40735C360FBBC0158BE689441"),
    ("3", "Happy969", "*B50C0FC0941A8AE5B9166552282F17AD94BE34FE"),
)


@pytest.mark.parametrize("header", ["mb_id", "m_id", "member_id", "account"])
def test_a_chosen_key_next_to_passwords_is_what_people_log_in_with(columns, header: str) -> None:
    found = columns(("no", header, "mb_password"), *MEMBERS)
    assert found[f"USERNAME@{header}"] == ["namgung65", "kwon_jh222", "Happy969"]
    assert found["PASSWORD_HASH@mb_password"] == [row[2] for row in MEMBERS]


def test_keys_that_a_program_made_and_keys_without_passwords_are_no_accounts(columns) -> None:
    made = [(f"usr_{n}k{n}fx", row[2]) for n, row in enumerate(MEMBERS)]
    assert not any(key.startswith("USERNAME") for key in columns(("user_key_id", "password"), *made))
    goods = [("1", "mug65", "12.50"), ("2", "pen_jh222", "2.50"), ("3", "desk969", "99.00")]
    assert not any(key.startswith("USERNAME") for key in columns(("no", "item_id", "price"), *goods))


def test_who_writes_in_a_chat_is_known_by_the_number_of_the_account(columns) -> None:
    keys = ("925903813120202732", "907416539898741297", "955600735681884585", "956842526005151731")
    names = ("bindweed_annie", "plot17", "MrsMarrow", "shed.goblin")
    found = columns(("AuthorID", "Author", "Content"), *zip(keys, names, "abcd", strict=True))
    assert found["USERNAME@Author"] == list(names)


def test_names_next_to_keys_are_accounts_where_machines_have_addresses(columns) -> None:
    keys = tuple(f"fd23b389-7431-4d0c-9646-74466a8c77e{at}" for at in range(4))
    names, hosts = ("xX_kdoyle_Xx", "NotMaudy", "craftlord99", "Eilidh_McA"), ("203.0.113.166",) * 4
    found = columns(("uuid", "name", "last_ip"), *zip(keys, names, hosts, strict=True))
    assert found["USERNAME@name"] == list(names)
    assert "USERNAME@name" not in columns(("uuid", "name", "size"), *zip(keys, names, "1234", strict=True))


def test_authors_of_books_next_to_keys_are_no_accounts(columns) -> None:
    keys = tuple(f"fd23b389-7431-4d0c-9646-74466a8c77e{at}" for at in range(4))
    names = ("Woolf", "Proust", "Musil", "Kafka")
    assert "USERNAME@author" not in columns(("id", "author", "title"), *zip(keys, names, "abcd", strict=True))


def test_events_of_a_cloud_next_to_their_keys_and_machines_are_no_accounts(columns) -> None:
    keys = tuple(f"fd23b389-7431-4d0c-9646-74466a8c77e{at}" for at in range(4))
    events, hosts = ("ConsoleLogin", "PutObject", "CreateUser", "Decrypt"), ("203.0.113.166",) * 4
    rows = zip(keys, events, hosts, strict=True)
    assert "USERNAME@eventName" not in columns(("eventID", "eventName", "sourceIPAddress"), *rows)


# As WordPress, Drupal and phpBB keep them.
KEPT = (
    ("basterhaar", "$P$B8/hf/wJKarMtQQPittB9L.QLcBFjtm", "basterhaar"),
    ("anouk.jansma", "$P$B4PebfBDdkbjj0wnoe3jFDta4ysAkFn", "anouk-jansma"),
    ("femke94", "$S$D" + "xK7aVw3pQe." * 4 + "abcdefg", "femke94"),
    ("kuipers_g", "$H$9K.ebfBDdkbjj0wnoe3jFDta4ysAkFn", "kuipers-g"),
)


def test_accounts_next_to_hashes_of_passwords_need_no_header(columns) -> None:
    found = columns(("", "", "", ""), *((str(at), *row) for at, row in enumerate(KEPT, 3)))
    held = {value for key, values in found.items() if key.startswith("USERNAME") for value in values}
    assert held == {row[at] for row in KEPT for at in (0, 2)}


def test_files_next_to_checksums_without_headers_are_no_accounts(columns) -> None:
    rows = [(name, f"{at}b026324c6904b2a9cb4b88d6d61c81d") for at, (name, *_) in enumerate(KEPT)]
    assert not any(key.startswith("USERNAME") for key in columns(("", ""), *rows))


@pytest.mark.parametrize("header", ["ニックネーム", "昵称", "닉네임", "никнейм", "pseudo"])
def test_nicknames_by_which_people_write_are_accounts(columns, header: str) -> None:
    logins, names = ["quimby_m", "holt77", "zoltan.q"], ["Mia", "Otti", "Zolli"]
    assert columns(("name", header), *zip(WRITERS, logins, strict=True))[f"USERNAME@{header}"] == logins
    assert f"USERNAME@{header}" not in columns(("breed", header), *zip(names, ["?", "??", "-"], strict=True))


WRITERS = ("Maria Quimby", "Otto Holt", "Zoltan Quimby")


@pytest.mark.parametrize("header", ["ZMENIL", "Creada por", "Registada por", "Dibuat oleh", "Ändrad av"])
def test_who_changed_a_row_is_an_account_in_small_letters_or_in_capitals(columns, header) -> None:
    for words in ("MORENO QUIMBY NOVAK", "jmoreno mquimby"):
        assert set(show(columns, header, words)) == set(words.split())


def test_what_a_row_was_changed_to_is_no_account(columns) -> None:
    assert not show(columns, "Changed to", "OPEN CLOSED PENDING") and not show(
        columns, "ZMENIL", "ADMIN SYSTEM"
    )


def test_keys_made_of_the_names_next_to_them_are_accounts(columns) -> None:
    names = ("Maria Quimby", "Otto Holt", "Zoltan Nemeth", "Ada Berg")
    keys = ("quimby_m", "otto.h", "znemeth", "1042")
    found = columns(("AgentID", "AgentName"), *zip(keys, names, strict=True))
    assert [one for one in found["USERNAME@AgentID"] if one] == list(keys[:3])
    things = columns(("AgentID", "AgentName"), *zip(("north", "south_b", "east.c", "7"), names, strict=True))
    assert "USERNAME@AgentID" not in things
