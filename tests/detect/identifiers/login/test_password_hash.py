from __future__ import annotations

import pytest

from pii_sweep.entities import BY_NAME, COMBINATIONS

BCRYPT = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW"
HASHES = [
    BCRYPT,
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG",
    "$6$rounds=5000$saltsalt$" + "aB3./" * 17 + "a",
    "pbkdf2_sha256$260000$saltsalt$bWFkZSB1cCBkaWdlc3QgZm9yIHRlc3Rz",
    "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD",
    "{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9gBPZ1m",
]


@pytest.mark.parametrize("value", HASHES)
def test_a_hash_shows_its_form_in_text_and_in_a_column(find, columns, value: str) -> None:
    assert find(f"stored as {value} since May", "prose")["PASSWORD_HASH"] == [value]
    rows = [(f"kim_{at}7", f"{value[:-1]}{'abcd'[at]}") for at in range(4)]
    found = columns(("username", "password"), *rows)
    assert len(found["PASSWORD_HASH@password"]) == 4 and "PASSWORD@password" not in found


@pytest.mark.parametrize("count", [32, 40, 64, 128])
def test_a_bare_digest_needs_a_label_or_a_header(find, columns, count: int) -> None:
    value = ("5f4dcc3b5aa765d61d8327deb882cf99" * 4)[:count]
    assert find(f"password_hash: {value}", "prose") == {"PASSWORD_HASH": [value]}
    assert "PASSWORD_HASH" not in find(f"checksum {value}", "prose")
    rows = [(f"kim_{at}7", f"{at}{value[1:]}") for at in range(4)]
    found = columns(("username", "passwd"), *rows)
    assert len(found["PASSWORD_HASH@passwd"]) == 4 and "PASSWORD@passwd" not in found
    assert "PASSWORD_HASH@etag" not in columns(("username", "etag"), *rows)


def test_a_password_stays_a_password(find, columns) -> None:
    assert find("password: Xk7#pQ92vv", "prose")["PASSWORD"] == ["Xk7#pQ92vv"]
    rows = [(f"kim_{at}7", f"Xk7#pQ9{at}v") for at in range(4)]
    assert "PASSWORD@password" in columns(("username", "password"), *rows)


@pytest.mark.parametrize(
    "header", ["contraseña", "Palavra-passe", "hasło", "비밀번호", "密碼", "Mot de passe"]
)
def test_what_labels_a_password_in_a_text_heads_its_column(columns, header: str) -> None:
    rows = [(f"kim_{at}7", f"Xk7#pQ9{at}v") for at in range(4)]
    assert f"PASSWORD@{header}" in columns(("username", header), *rows)


def test_a_hash_is_a_candidate_and_opens_no_account() -> None:
    assert BY_NAME["PASSWORD_HASH"].spi_question
    assert not BY_NAME["PASSWORD_HASH"].breach
    assert not any("PASSWORD_HASH" in item.names for item in COMBINATIONS)
