"""Intervals: exact where exactness is possible, and right in every simulated cell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from pii_sweep.sample.intervals import (
    Draws,
    expanded,
    hypergeometric,
    stratified,
    zero_hit_bound,
)
from pii_sweep.sample.sequence import confidence_sequence
from tests.benchmarks import bench_sampling


@pytest.mark.parametrize(("population", "drawn"), [(60, 20), (200, 50)])
def test_the_hypergeometric_interval_covers_every_total(population: int, drawn: int) -> None:
    ends = [hypergeometric(population, drawn, k, 0.95) for k in range(drawn + 1)]
    for total in range(population + 1):
        chance = hypergeom.pmf(np.arange(drawn + 1), population, total, drawn)
        covered = sum(p for p, (low, high) in zip(chance, ends, strict=True) if low <= total <= high)
        assert covered >= 0.95 - 1e-9


@pytest.mark.parametrize(("population", "drawn"), [(200, 50), (10_000, 400), (10_000_000, 2000)])
def test_the_zero_hit_bound_is_the_exact_one(population: int, drawn: int) -> None:
    ideal = hypergeometric(population, drawn, 0, 0.95)[1]
    assert abs(np.floor(zero_hit_bound([population], [drawn], 0.025) + 1e-6) / ideal - 1) <= 0.02


def test_the_zero_hit_bound_over_strata_hides_hits_where_objects_weigh_most() -> None:
    sizes, drawn = np.array([40, 60, 30]), np.array([10, 20, 6])
    clean = [hypergeom.pmf(0, n, np.arange(n - d + 1), d) for n, d in zip(sizes, drawn, strict=True)]
    chance = clean[0][:, None, None] * clean[1][None, :, None] * clean[2][None, None, :]
    best = int(np.argwhere(chance >= 0.025).sum(1).max())
    assert best <= zero_hit_bound(sizes, drawn, 0.025) + 1e-6 <= best + 1.5


counts = st.lists(
    st.tuples(st.integers(2, 500), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6
).map(lambda rows: [(n, min(d, n), min(k, d, n)) for n, d, k in rows])


@settings(max_examples=150, deadline=None)
@given(counts)
def test_bounds_hold_what_was_seen_and_the_estimate(rows) -> None:
    sizes, drawn, hits = (np.array(column, float) for column in zip(*rows, strict=True))
    draws = Draws.of(sizes, drawn, hits)
    low, high = stratified(draws, 0.025)
    assert hits.sum() - 1e-6 <= low <= high + 1e-6
    assert high <= sizes.sum() - (drawn - hits).sum() + 1e-6
    if (drawn > 0).all():
        assert low - 1e-6 <= expanded(draws) <= high + 1e-6


@settings(max_examples=100, deadline=None)
@given(st.integers(50, 5000), st.integers(1, 49), st.integers(0, 48))
def test_one_hit_more_never_lowers_a_bound(population: int, drawn: int, hits: int) -> None:
    hits = min(hits, drawn - 1)
    one = stratified(Draws.of([population], [drawn], [hits]), 0.025)
    two = stratified(Draws.of([population], [drawn], [hits + 1]), 0.025)
    assert one[0] <= two[0] + 1e-6
    assert one[1] <= two[1] + 1e-6


def test_a_single_stratum_gives_the_hypergeometric_interval_within_a_fraction_of_an_object() -> None:
    for population, drawn, hits in [(1000, 100, 3), (10**6, 400, 20), (10**6, 400, 200), (1000, 100, 99)]:
        low, high = stratified(Draws.of([population], [drawn], [hits]), 0.025)
        exact = hypergeometric(population, drawn, hits, 0.95)
        assert low == pytest.approx(exact[0], rel=0.01, abs=1)
        assert high == pytest.approx(exact[1], rel=0.01, abs=1)


def test_the_estimate_stays_unbiased_when_the_pilot_steers_the_draw() -> None:
    rng = np.random.default_rng(7)
    sizes = np.full((20_000, 8), 1000.0)
    hits = np.array([10, 10, 10, 10, 300, 0, 0, 60])
    pilot = np.full(sizes.shape, 10.0)
    first = rng.hypergeometric(hits, 1000 - hits, 10, sizes.shape).astype(float)
    chosen = np.argmax(first[:, [0, 1, 2, 3, 5, 6]], 1)  # as unfair as steering can be
    later = np.full(sizes.shape, 5.0)
    later[np.arange(20_000), np.array([0, 1, 2, 3, 5, 6])[chosen]] = 100.0
    more = rng.hypergeometric((hits - first).astype(int), (990 - hits + first).astype(int), later.astype(int))
    estimate = expanded(Draws(sizes, pilot, first, later, more.astype(float)))
    assert abs(estimate.mean() - hits.sum()) < 4 * estimate.std() / 20_000**0.5
    naive = (1000 * (first + more) / (10 + later)).sum(1)
    assert abs(naive.mean() - hits.sum()) > 8 * naive.std() / 20_000**0.5


def test_a_confidence_sequence_holds_at_every_moment() -> None:
    rng, missed = np.random.default_rng(3), 0
    for _ in range(120):
        order = rng.permutation(np.arange(400) < 40)
        seen = np.cumsum(order)
        bounds = [confidence_sequence(400, n, int(seen[n - 1]), 0.95) for n in range(5, 400, 9)]
        missed += any(not low <= 40 <= high for low, high in bounds)
    assert missed / 120 <= 0.05
    assert confidence_sequence(400, 400, 7, 0.95) == (7, 7)
    assert confidence_sequence(400, 0, 0, 0.95) == (0, 400)


def test_the_fast_part_of_the_benchmark_holds_every_bar_that_is_not_a_speed(capsys) -> None:
    report = bench_sampling.measure(fast=True)
    machine = ("seconds", "megabytes")  # of the whole test process here
    assert [name for name in report.failed if not any(word in name for word in machine)] == []
    assert "coverage in the worst cell" in capsys.readouterr().out
