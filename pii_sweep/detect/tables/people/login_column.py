"""Columns of accounts: whether their few names are of people, or of programs, services and firms."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from pii_sweep.detect.identifiers.login import password_hash
from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.text import lexicon

# The share of different names that are made of a person's name, or that have marks or digits.
_NAMED, _MARKED = 0.4, 0.3
_OWN = re.compile(r".*[\d._@].*")
# A mobile network, a bus line and a comparison are operators; a program that acts has a time, too.
_OPERATOR, _ACTOR = re.compile(r"(?:.* )?operators?"), re.compile(r"(?:.* )?actors?")
_SESSION = re.compile(
    r"(?:.* )?(?:session|sid|tty|pty)(?: ?(?:id|no|key|token))?"
    r"|(?:.* )?last (?:log ?(?:in|on|out)|sign ?in|seen|active)(?: .*)?"
    r"|(?:.* )?(?:log ?(?:in|on|out|off)|sign ?in) (?:time|at|date|ts|timestamp)"
)
# What chats note of a message that a program posted.
_BOT = re.compile(r"(?:.* )?bot ?id")
_MACHINE = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?|(?=(?:.*:){2})[0-9a-fA-F:.]{3,45}")
_MAILBOX = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_TIME = re.compile(r"(?:.*[\sT,])?\d{1,2}:\d{2}(?::\d{2})?(?:[\s.,Z+\-].*)?")
_MOST = 0.8
# A mailbox of its own for each account, with some who have two; more are of the people whom a kind is given.
_MAILBOXES = 2


@dataclass(frozen=True)
class Neighbours:
    """What the other columns of a table say of its accounts, each found once and when asked."""

    samples: Sequence[Sampled] = field(repr=False)
    counts: dict[re.Pattern[str], int] = field(default_factory=dict, repr=False)

    @cached_property
    def bots(self) -> int:
        """Return the most values that a column of programs' numbers has."""
        return max((len(one.values) for one in self.samples if one.titled(_BOT)), default=0)

    def count_titled(self, headers: re.Pattern[str]) -> int:
        """Return how many columns have a header of some form; each form is looked for once."""
        if headers not in self.counts:
            self.counts[headers] = sum(one.titled(headers) for one in self.samples)
        return self.counts[headers]

    @cached_property
    def sessions(self) -> bool:
        """Indicate whether a column holds sessions or addresses of machines."""
        return any(one.titled(_SESSION) or one.share(_MACHINE) >= _MOST for one in self.samples)

    @cached_property
    def times(self) -> bool:
        """Indicate whether a column holds times of a day."""
        return any(one.share(_TIME) >= _MOST for one in self.samples)

    @cached_property
    def mailboxes(self) -> int:
        """Return the fewest different values that a column of mailboxes has; 0 where there is none."""
        counts = (len(set(one.values)) for one in self.samples if one.share(_MAILBOX) >= _MOST)
        return min(counts, default=0)


def are_people(sample: Sampled, neighbours: Neighbours) -> bool:
    """Indicate whether a column's few accounts are people's, as their form or another column says."""
    asked = value_kind.select_different(sample)
    if not asked or value_kind.are_words(asked) or _are_programs(asked):
        return False
    if _share(asked, _OWN) >= _MARKED or sum(map(_is_made, asked)) >= _NAMED * len(asked):
        return True
    if sample.titled(_LOGIN):
        return True
    if sample.titled(_OPERATOR):
        return False
    if neighbours.sessions or 0 < neighbours.mailboxes <= _MAILBOXES * len(asked):
        return True
    return neighbours.times and not sample.titled(_ACTOR)


# A header that says that somebody logs in by its values, few as they are.
_LOGIN = re.compile(r"(?:.* )?log ?in (?:user ?)?(?:id|name)")


def are_accounts(sample: Sampled) -> bool:
    """Indicate whether all of a column's values are written as accounts, those of letters alone too."""
    asked = value_kind.select_different(sample)
    return len(asked) > 1 and _share(asked, _ACCOUNT) == 1 and not value_kind.are_words(asked)


_ACCOUNT = re.compile(r"[a-z][a-z0-9]{3,}(?:[._\-][a-z0-9]+){0,3}|[a-z][a-z0-9]*(?:[._\-][a-z0-9]+){1,3}")


def _share(asked: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(pattern.fullmatch(value) is not None for value in asked) / max(1, len(asked))


def _are_programs(asked: Sequence[str]) -> bool:
    """Indicate whether most accounts are those of known programs and services."""
    return 2 * sum(_programs().fullmatch(value.lower()) is not None for value in asked) > len(asked)


@lru_cache(maxsize=1)
def _programs() -> re.Pattern[str]:
    return re.compile(lexicon.table("columns")["words"]["programs"])


def _is_made(value: str) -> bool:
    """Indicate whether an account is made of a person's names: `jsmith`, `annak`, `johnsmith`."""
    word = value.lower()
    if word[1:] in lexicon.ordinary() or _programs().fullmatch(word):
        return False
    given, last = lexicon.census("given"), lexicon.census("surnames")
    if len(word) > _LEAST and (lexicon.family_name(word[1:]) or word[:-1] in given):
        return True
    cuts = range(_SHORTEST, min(len(word), _LONGEST) - _SHORTEST)
    return any(word[:at] in given and word[at:] in last for at in cuts)


# Letters of a name behind or before an initial, and those of either name where both are whole.
_LEAST, _SHORTEST, _LONGEST = 4, 3, 40


# Letters alone, all small or, as registers of towns write them, all capitals.
_LETTERS, _CAPITAL = re.compile(r"[a-z]{3,20}|[A-Z]{4,20}"), re.compile(r"[A-Z]{4,20}")
_LIKELY, _ALL = 0.5, 0.9


def find_accounts(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return columns of accounts of who acted, and of those whom passwords next to them let in."""
    actors = find_actors(samples, found)
    return [*actors, *find_members(samples, (*found, *actors))]


def find_actors(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return columns of accounts of letters alone, made of people's names or of mailboxes next to them.

    Those by which people write in chats and play, too.
    """
    taken = {column.index for column in found}
    boxes = {
        value.partition("@")[0].lower()
        for column in found
        if column.kind == "EMAIL_ADDRESS"
        for sample in samples
        if sample.index == column.index
        for value in sample.values
    }
    out: list[Column] = []
    for sample in (one for one in samples if one.index not in taken and one.titled(_acted())):
        asked = value_kind.select_different(sample)
        if not asked or _share(asked, _LETTERS) < _ALL or value_kind.are_words(asked) or _are_programs(asked):
            continue
        known = sum(_is_known(one, boxes) for one in asked)
        if known >= _LIKELY * len(asked) and (len(asked) > 1 or boxes):
            out.append(sample.as_column("USERNAME", 0.75, "header:+", "values:+"))
    out += _find_named(samples, taken | {column.index for column in out})
    return [*out, *_find_writers(samples, taken | {column.index for column in out})]


@lru_cache(maxsize=1)
def _acted() -> re.Pattern[str]:
    return re.compile(lexicon.table("columns")["words"]["acted"])


def _is_known(value: str, boxes: Collection[str]) -> bool:
    """Indicate whether an account is made of names or of a mailbox; a family name alone where in capitals."""
    low = value.lower()
    alone = _CAPITAL.fullmatch(value) is not None and lexicon.family_name(low)
    return alone or _is_made(low) or _is_initialled(low) or any(low in box for box in boxes)


def _find_named(samples: Sequence[Sampled], taken: Collection[int]) -> Iterator[Column]:
    """Yield columns of accounts made of the names next to them: `AgentID` next to `AgentName`.

    Numbers among them, of whoever has no account, stay.
    """
    for sample in (one for one in samples if one.index not in taken):
        whose = {match["whose"] for title in sample.titles if (match := _KEY.fullmatch(title))}
        asked = [one for one in value_kind.select_different(sample) if any(map(str.isalpha, one))]
        if not whose or len(asked) < _FEWEST or _share(asked, _ACCOUNT) < _ALL:
            continue
        parts = {
            word
            for other in samples
            if any(f"{one} name" in other.titles for one in whose)
            for words in (value.lower().split() for value in other.values)
            if len(words) > 1 and any(map(lexicon.given_name, words))
            for word in words
            if len(word) > _FEWEST
        }
        if sum(any(part in one.lower() for part in parts) for one in asked) >= _MADE * len(asked):
            yield replace(sample.as_column("USERNAME", 0.75, "adjacent:+", "values:+"), only=_ACCOUNT)


_KEY, _MADE = re.compile(r"(?P<whose>\w+(?: \w+){0,2}) (?:id|code|key|login)"), 0.6


# Chats, forums and games: who wrote or played, next to the account's number or the machine's address.
_WRITER = re.compile(r"(?:.* )?(?:author|sender|user|member|player|poster)(?: ?name)?|from|name")
_KEYED = re.compile(
    r"(?:.* )?(?:author|sender|from|user|member|player|poster|account|steam|xbox)? ?(?:uu)?id(?:64)?"
)
_SNOWFLAKE = re.compile(r"\d{17,20}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:user|channel)\d{6,12}")
_CALLED = re.compile(r"(?=.*[^\W\d_])[\w.\-#]{3,32}")
_SIGNED, _FEWEST = 0.3, 3


def _find_writers(samples: Sequence[Sampled], taken: Collection[int]) -> list[Column]:
    """Return columns of accounts by which people write and play, next to the numbers of their accounts."""
    if not any(one.titled(_KEYED) and one.share(_SNOWFLAKE) >= _ALL for one in samples):
        return []
    out: list[Column] = []
    for sample in (one for one in samples if one.index not in taken and one.titled(_WRITER)):
        asked = value_kind.select_different(sample)
        kinds = sample.titles[-1:] == ("name",) and not any(one.share(_MACHINE) >= _MOST for one in samples)
        if kinds or len(asked) < _FEWEST or _share(asked, _CALLED) < _ALL or _are_programs(asked):
            continue
        if _share(asked, _OWN) + _share(asked, _CAPITALS) >= _SIGNED and not value_kind.are_words(asked):
            out.append(sample.as_column("USERNAME", 0.75, "values:+", "adjacent:+"))
    return out


_CAPITALS = re.compile(r"[A-Za-z]+[a-z][A-Z]\w*")


def _is_initialled(value: str) -> bool:
    """Indicate whether an account is an initial and a family name, a word too: `mbrown`, `tlee`."""
    return (
        value not in lexicon.ordinary() and value not in lexicon.english() and lexicon.family_name(value[1:])
    )


# A key of a table of members, of letters and figures that somebody chose: `mb_id`, `m_id`, `member id`.
_MEMBER = re.compile(r"(?:.* )?(?:id|uid|acct|account|member|mem|user|usr|login)")
_CHOSEN = re.compile(r"(?=[\w.\-]*[a-z])[A-Za-z][A-Za-z0-9]*(?:[._\-][A-Za-z0-9]+){0,2}")
_CHOSEN_LEAST, _SHORT, _LONG, _OWN_SHARE, _PREFIX = 3, 3, 20, 0.9, 3
_CREDENTIALS = frozenset({"PASSWORD", "PASSWORD_HASH"})


def find_members(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the column of accounts that people log in with: next to their passwords, different in each row.

    Keys that a program made have its letters in front, or are long.
    """
    if any(column.kind == "USERNAME" for column in found):
        return []
    taken = {column.index for column in found}
    left = [one for one in samples if one.index not in taken]
    if not any(column.kind in _CREDENTIALS for column in found):
        return list(_find_next_to_hashes(left))
    for sample in left:
        if sample.titled(_MEMBER) and _are_chosen(sample.values):
            return [sample.as_column("USERNAME", 0.8, "header:+", "credential:+")]
    return []


def _are_chosen(values: Sequence[str]) -> bool:
    """Indicate whether values are written as accounts that people choose, each row its own."""
    if len(values) < _CHOSEN_LEAST or len(set(values)) < _OWN_SHARE * len(values):
        return False
    chosen = [one for one in values if _SHORT <= len(one) <= _LONG and _CHOSEN.fullmatch(one)]
    if len(chosen) < _OWN_SHARE * len(values) or len({one[:_PREFIX] for one in values}) == 1:
        return False
    return not value_kind.are_words(list(values))


def _find_next_to_hashes(samples: Sequence[Sampled]) -> Iterator[Column]:
    """Yield columns of accounts without headers on either side of the hashes of their passwords."""
    blank = [one for one in samples if column_header.blank(one)]
    hashed = {one.index for one in blank if all(map(password_hash.is_formed, one.values))}
    for sample in blank if hashed else ():
        if not hashed.isdisjoint((sample.index - 1, sample.index + 1)) and _are_chosen(sample.values):
            yield sample.as_column("USERNAME", 0.75, "values:+", "credential:+")


def of_bots(column: Column, sample: Sampled, neighbours: Neighbours) -> bool:
    """Indicate whether every account in a column is a program's, as a column next to it says."""
    return column.kind == "USERNAME" and neighbours.bots >= len(sample.values)
