"""Senders of a chat in scripts without capitals: people, and not the places, groups and things of logs.

Half of the words of two signs begin with a family name's: `김포`, `方案`, `주문`. What lists do not know has
three signs or more, and none at its end that words for stations, teams, papers and versions have.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.person.fixed import script_list
from pii_sweep.detect.text import header_words, lexicon, vocabulary

SIGNS = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_SCRIPTED = re.compile(f"[{SIGNS}]")
# A name that lists know; one that is written as a name.
_WHOLE, _HALF = 0.85, 0.7
_LEAST = 3


def is_of_script(name: str) -> bool:
    """Return whether a sender is written in such a script."""
    return _SCRIPTED.match(name) is not None


def score(name: str, times: int, *, chat: bool, dated: bool) -> float:
    """Return how sure a sender is a person: who spoke so often, in a chat of two or alone behind a date."""
    bare = name.replace(" ", "").replace("\u3000", "")
    if _is_thing(bare):
        return 0.0
    known, written = script_list.is_known(name), script_list.is_written(name)
    if not chat:
        return _WHOLE if known and written and dated and len(bare) >= _LEAST else 0.0
    if known:
        return _WHOLE
    return _HALF if written and times > 1 and (len(bare) >= _LEAST or bare != name) else 0.0


def _is_thing(name: str) -> bool:
    """Return whether signs are a place, a firm, an everyday word, or what somebody is or does there."""
    return name in _words() or _ends().search(name) is not None or vocabulary.names_script_firm(name)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Return words that are nobody's name: what people are, places, headers of columns, words of logs."""
    tables = lexicon.table("script_names")
    titles = (word for name in ("han", "japanese", "korean") for word in tables[name].get("nobody", ()))
    places, chats = tables["places"], tables["chats"]
    headers = header_words.unspaced() - frozenset(tables["also_names"])
    every = (*titles, *tables["kin"]["words"], *places["known"], *chats["places"], *chats["words"])
    return headers | frozenset(every)


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    """Return the ends of words for places, groups, papers and versions."""
    places, chats = lexicon.table("script_names")["places"], lexicon.table("script_names")["chats"]
    return re.compile(rf"(?:[{places['ends']}{chats['ends']}]|{'|'.join(chats['long_ends'])})\Z")
