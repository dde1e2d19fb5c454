"""Numbered and dated folders are brought together by their shape, whatever the order of the listing."""

from __future__ import annotations

import random

import pytest

from pii_sweep.sample.frame.tree import PrefixTree


def grown(keys: list[str]) -> PrefixTree:
    tree = PrefixTree()
    for key in keys:
        tree.leaf(key)
    return tree


def test_a_few_numbered_folders_stay_apart_and_many_go_by_their_shape() -> None:
    few = grown([f"p{i:03}/invoices/{i}.pdf" for i in range(10)])
    assert few.leaf("p003/invoices/3.pdf") == "p003/invoices/"
    many = grown([f"p{i:03}/{kind}/{i}.pdf" for i in range(200) for kind in ("invoices", "thumbs")])
    assert many.leaf("p003/invoices/3.pdf") == "p#/invoices/"
    assert many.leaf("p999/thumbs/3.pdf") == "p#/thumbs/"
    assert many.resolve("p003/invoices/") == "p#/invoices/"


def test_days_go_by_their_shape_below_their_month() -> None:
    tree = grown([f"2024/{month:02}/{day:02}/scan-{day}.pdf" for month in (1, 2) for day in range(1, 29)])
    assert tree.leaf("2024/01/17/scan-9.pdf") == "2024/01/#/scan-"


def dated(rng: random.Random) -> list[str]:
    kinds = [
        lambda: f"{rng.randrange(1980, 2030)}/{rng.randrange(1, 13):02}/{rng.choice('abcde')}/{rng.random()}",
        lambda: (
            f"p{rng.randrange(100):03}/{rng.choice(['x', 'y'])}/{rng.randrange(40)}/z/order-{rng.random()}"
        ),
        lambda: f"logs/{rng.choice('abcdefghijklmnopqrstuvwxyz')}{rng.randrange(60)}/m{rng.randrange(9)}/f",
        lambda: f"user-{rng.randrange(50)}-{rng.randrange(50)}/q/r/s/t/u{rng.randrange(9)}/v.txt",
    ]
    return [rng.choice(kinds)() for _ in range(1500)]


@pytest.mark.parametrize("seed", range(6))
def test_the_tree_is_a_function_of_the_keys_whatever_their_order_and_parts(seed: int) -> None:
    rng = random.Random(seed)
    keys = dated(rng)
    whole = grown(keys)
    where = {key: whole.leaf(key) for key in keys}
    assert any("#" in leaf for leaf in where.values())
    mixed = keys[:]
    rng.shuffle(mixed)
    other = PrefixTree()
    early = {key: other.leaf(key) for key in mixed}
    assert {key: other.resolve(leaf) for key, leaf in early.items()} == where
    left, right = PrefixTree(), PrefixTree()
    parts = {key: (left if i % 2 else right).leaf(key) for i, key in enumerate(mixed)}
    left.merge(right)
    assert {key: left.resolve(leaf) for key, leaf in parts.items()} == where
    assert {key: left.leaf(key) for key in keys} == where
