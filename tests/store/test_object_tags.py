"""Tags come whole or not at all, and a store that does not answer for them is spared."""

from __future__ import annotations

import pytest

from pii_sweep.config import Targets
from pii_sweep.errors import AccessDenied, StoreError, Unreachable
from pii_sweep.store import S3Store, clients, object_tags
from pii_sweep.types import ObjectRef
from tests.store.oddserver import Reply, Request, error, odd_server

REF = ObjectRef("orders", "a.txt", etag="abc", size=5)


def tag_set(*tags: tuple[str, str]) -> Reply:
    entries = "".join(f"<Tag><Key>{name}</Key><Value>{value}</Value></Tag>" for name, value in tags)
    return Reply(200, f"<Tagging><TagSet>{entries}</TagSet></Tagging>".encode())


@pytest.mark.parametrize("tags", [[("k", "v" * 70_000)], [(f"k{n}", "v" * 99) for n in range(700)]])
def test_more_than_an_object_can_have_is_refused(tags: list[tuple[str, str]]) -> None:
    with (
        odd_server(lambda request: tag_set(*tags)) as url,
        pytest.raises(StoreError, match="more tags than S3 allows"),
    ):
        S3Store(Targets(endpoint_url=url)).read_tags(REF)


def test_fifty_long_tags_are_read() -> None:
    tags = [(f"{n:02}" + "k" * 126, "v" * 256) for n in range(50)]
    with odd_server(lambda request: tag_set(*tags)) as url:
        assert S3Store(Targets(endpoint_url=url)).read_tags(REF) == dict(tags)


def test_a_store_that_is_too_busy_for_tags_is_asked_for_few_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "PATIENT", (1, 1, 1))
    monkeypatch.setattr(clients, "HASTY", (1, 1, 1))
    monkeypatch.setattr(object_tags, "REST", 5)
    asked: list[str] = []

    def answer(request: Request) -> Reply:
        asked.append(request.path)
        return error(503, "SlowDown") if len(asked) < 20 else tag_set(("k", "v"))

    with odd_server(answer) as url:
        store = S3Store(Targets(endpoint_url=url))
        store.ask_raw(lambda client: asked.extend(["answered"] * 16))
        for _ in range(2 + 5 + 1 + 5):
            with pytest.raises(Unreachable):
                store.read_tags(REF)
        assert asked[16:] == ["/orders/a.txt?tagging"] * 3
        assert store.read_tags(REF) == {"k": "v"} == store.read_tags(REF)


def test_a_refusal_of_one_object_spares_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(request: Request) -> Reply:
        return error(403, "AccessDenied") if "a.txt" in request.path else tag_set(("k", "v"))

    with odd_server(answer) as url:
        store = S3Store(Targets(endpoint_url=url))
        for _ in range(4):
            with pytest.raises(AccessDenied):
                store.read_tags(REF)
        assert store.read_tags(ObjectRef("orders", "b.txt")) == {"k": "v"}


def test_a_request_for_tags_that_fails_between_answers_spares_no_object(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clients, "PATIENT", (1, 1, 1))
    monkeypatch.setattr(clients, "HASTY", (1, 1, 1))
    failing = {"b.txt", "d.txt"}

    def answer(request: Request) -> Reply:
        name = request.path.partition("?")[0].rpartition("/")[2]
        return error(503, "SlowDown") if name in failing else tag_set(("k", name))

    with odd_server(answer) as url:
        store, read = S3Store(Targets(endpoint_url=url)), list[str]()
        for name in ("a.txt", "b.txt", "c.txt", "d.txt", "e.txt"):
            try:
                read.append(store.read_tags(ObjectRef("orders", name))["k"])
            except Unreachable:
                assert name in failing
    assert read == ["a.txt", "c.txt", "e.txt"]
