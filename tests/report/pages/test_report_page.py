"""report.html in a browser: first screen, phone, print, filter, sort, copy buttons, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pii_sweep.config import Settings
from pii_sweep.report.html import render_report
from pii_sweep.report.tables.frames import Frames, frames
from tests.browser import Page, needs_browser, started
from tests.report.synthetic_sweep import CREATED, EMPTY, HARMLESS, PHOTOS, reader, synthetic

pytestmark = needs_browser
VISIBLE = "[...document.querySelectorAll('#bucket-table tbody tr')].filter((row) => !row.hidden)"
FIND = """(() => {
  const input = document.getElementById("find");
  input.value = %r;
  input.dispatchEvent(new Event("input"));
})()"""
NAMES = f"{VISIBLE}.map((row) => row.cells[1].textContent)"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with started() as found:
        yield found


@pytest.fixture(scope="module")
def written(swept: Frames, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render_report(swept, CREATED), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of two hundred buckets."""
    buckets, readings = synthetic()
    few = [bucket for bucket in buckets if bucket.bucket in (HARMLESS, EMPTY)]
    copies = [replace(few[n % 2], bucket=f"{few[n % 2].bucket}-{n:03d}", strata=()) for n in range(198)]
    photos = [bucket for bucket in buckets if bucket.bucket.startswith(PHOTOS)]
    held = {**readings, **{bucket.bucket: [] for bucket in copies}}
    path = tmp_path_factory.mktemp("page") / "report.html"
    built = frames([*copies, *photos], reader(held), Settings())
    path.write_text(render_report(built, CREATED), encoding="utf-8")
    return path


def test_the_first_screen_holds_the_command_and_what_was_not_read(page: Page, written: Path) -> None:
    page.size(1440, 900)
    page.media()
    page.open(written)
    assert page.errors == []
    for selector in (".worst .loud", ".worst .command", ".reading", "#bucket-table tbody tr"):
        bottom = page.evaluate(f"document.querySelector('{selector}').getBoundingClientRect().bottom")
        assert 0 < bottom <= 900, selector


def test_p1_is_the_largest_text_of_the_page(page: Page, written: Path) -> None:
    page.size(1440, 900)
    page.open(written)
    sizes = page.evaluate(
        "[...document.querySelectorAll('body *')].map((e) => parseFloat(getComputedStyle(e).fontSize))"
    )
    loud = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.P1 .loud')).fontSize)")
    assert loud == max(sizes) and sizes.count(loud) == 1


@pytest.mark.parametrize(
    ("width", "dark", "printed"),
    [(1440, False, False), (1440, True, False), (390, False, False), (390, True, False), (1000, False, True)],
)
def test_axe_finds_nothing_wrong(page: Page, written: Path, width: int, *, dark: bool, printed: bool) -> None:
    page.size(width, 900)
    page.media(dark=dark, printed=printed)
    page.open(written)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert page.violations() == []


def test_nothing_is_cut_off_on_a_phone(page: Page, written: Path) -> None:
    page.size(390, 844)
    page.media()
    page.open(written)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    beyond = page.evaluate(
        "[...document.querySelectorAll('main *')].filter((e) => !e.closest('.scroll') && "
        "e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().right > 391)"
        ".map((e) => e.outerHTML)"
    )
    assert beyond == []


def test_two_hundred_buckets_can_be_filtered_and_sorted(page: Page, crowded: Path) -> None:
    page.size(1440, 900)
    page.media()
    page.open(crowded)
    assert page.evaluate(f"{VISIBLE}.length") == 200
    page.evaluate(FIND % f"{HARMLESS}-01")
    found = page.evaluate(NAMES)
    assert len(found) == 5 and all(name.startswith(f"{HARMLESS}-01") for name in found)
    page.evaluate(FIND % "")
    page.evaluate("document.querySelectorAll('#bucket-table thead button')[1].click()")
    names = page.evaluate(NAMES)
    assert names == sorted(names)
    page.evaluate("document.querySelectorAll('#bucket-table thead button')[4].click()")
    page.evaluate("document.querySelectorAll('#bucket-table thead button')[4].click()")
    assert page.evaluate(NAMES)[0].startswith(PHOTOS)


def test_a_copy_button_takes_the_whole_command(page: Page, written: Path) -> None:
    page.open(written)
    page.evaluate(
        "document.execCommand = () => { window.taken = document.activeElement.value; return true; }; "
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(1)}}); 0"
    )
    page.evaluate("document.querySelector('button.copy').click()")
    page.wait("window.taken")
    assert page.evaluate("window.taken").startswith("aws s3api put-public-access-block --bucket photo-orders")
