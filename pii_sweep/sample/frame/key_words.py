"""Words in object keys that announce records of people, by language, accents left out.

A word counts as a part of a file's or folder's name: those of `WHOLE` where no letter is next to
them, those of `PART` inside longer words as well (`Kundenexport`, `customerdump`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

WHOLE: Mapping[str, str] = {
    "en": "dump dumps export exports backup backups bak user users client clients member members people "
    "person persons staff hr payroll ssn pii crm kyc iban cv cvs lead leads roster contact contacts address "
    "addresses private personal database sqldump snapshot secrets resumes passports patient patients "
    "donors students voters applicants",
    "de": "kunde nutzer lohn abzug auszug",
    "nl": "leden",
    "fr": "adresses paie",
    "es": "socios nomina nominas copia",
    "pt": "folha",
    "it": "soci paghe",
    "da": "kunder lon loner brukere ansatte",
    "fi": "palkat",
    "cs": "mzdy zaloha",
    "pl": "kopia kopie",
    "hu": "berek mentes",
    "tr": "yedek maas bordro",
    "id": "gaji",
}
PART: Mapping[str, str] = {
    "en": "customer employee payroll salary salaries personnel subscriber credential password confidential "
    "userlist userdata mailinglist passport fulldump databasedump",
    "de": "kunden benutzer mitarbeiter gehalt gehaelter sicherung ausweis patient mitglied adressen kontakte "
    "bewerber vertraulich",
    "fr": "utilisateur sauvegarde employes salaire adherent confidentiel",
    "es": "clientes usuarios respaldo empleado paciente contactos exportacion confidencial",
    "pt": "utilizador funcionario salario contatos",
    "it": "clienti utenti dipendenti stipendi pazienti contatti riservato esportazione",
    "nl": "klanten gebruiker medewerker werknemer salaris loonlijst reservekopie vertrouwelijk",
    "pl": "klienci uzytkowni pracowni wynagrodzen pacjenci eksport poufne",
    "sv": "anvandare anstallda medarbetare sakerhetskopia medlemmar",
    "da": "brugere medarbejder sikkerhedskopi sikkerhetskopi medlemmer",
    "fi": "asiakka kayttaj tyontekij varmuuskopi potilaa",
    "cs": "zakazni uzivatel zamestnan pacienti",
    "hu": "ugyfel felhasznal dolgozok",
    "ro": "utilizatori angajati salarii",
    "tr": "musteri kullanici calisan hastalar",
    "ru": "клиент пользовател сотрудник зарплат бэкап резервн пациент выгрузк klienty polzovatel sotrudnik "
    "zarplat",
    "uk": "клієнт користувач співробітник пацієнт",
    "el": "πελατ χρηστ εργαζομεν μισθοδοσ",
    "ar": "عملاء مستخدم موظف رواتب",
    "he": "לקוחות משתמשים עובדים שכר גיבוי",
    "id": "pelanggan pengguna karyawan cadangan",
    "vi": "khachhang nhanvien",
    "zh": "客户 客戶 用户 用戶 员工 員工 备份 備份 导出 工资 薪资 名单 名單 会员 患者",
    "ja": "顧客 ユーザー 社員 従業員 給与 バックアップ 名簿 会員",
    "ko": "고객 사용자 직원 급여 백업 회원 명단 환자",
}


def fold(text: str) -> str:
    """Return a text in lower case and without accents."""
    lower = text.lower()
    if lower.isascii():
        return lower
    apart = unicodedata.normalize("NFKD", lower)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def _words(languages: Mapping[str, str]) -> set[str]:
    return {fold(word) for words in languages.values() for word in words.split()}


def _any_of(words: set[str]) -> str:
    """Return a pattern of alternatives, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


LETTER = r"[^\W\d_]"
PERSONAL_WORD = re.compile(f"{_any_of(_words(PART))}|(?<!{LETTER})(?:{_any_of(_words(WHOLE))})(?!{LETTER})")
# Keys are looked at without the digits and letters that digests consist of: those that are left are few.
HEXADECIMAL = b"0123456789abcdefABCDEF"
_LEFT = re.compile(_any_of({re.sub("[a-f]", "", word) for word in _words(PART) | _words(WHOLE)}))


def may_hold_words(left: bytes) -> bool:
    """Return whether a key of which this is left without `HEXADECIMAL` may have a word of `PERSONAL_WORD`."""
    text = left.decode("utf-8", "replace").lower()
    return not text.isascii() or _LEFT.search(text) is not None


def words_in_key(key: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a key that announce people, with their roles: `name` of the file or `folder`."""
    text = fold(key)
    start = text.rfind("/") + 1
    found = PERSONAL_WORD.finditer(text)
    return tuple(sorted({("name" if word.start() >= start else "folder", word.group()) for word in found}))
