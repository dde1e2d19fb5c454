"""findings.html in a browser: it opens under its own policy, filters as the table does, and is accessible."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pii_sweep.report.pages.findings_page import render_findings
from pii_sweep.report.tables.frames import Frames
from tests.browser import Page, needs_browser, started
from tests.report.synthetic_sweep import CREATED, HOSTILE, PHOTOS, PRIVATE

READY = "document.documentElement.dataset.ready"
COUNT = "document.getElementById('count').textContent"
SET = """(() => {
  const control = document.getElementById(%r);
  control.value = %r;
  control.dispatchEvent(new Event("input", { bubbles: true }));
})()"""


@pytest.fixture(scope="module")
def written(swept: Frames, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "findings.html"
    path.write_text(render_findings(swept, CREATED), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with started() as found:
        found.size(1440, 900)
        yield found


def change(page: Page, control: str, value: str) -> int:
    """Set a control and return how many findings are left."""
    page.evaluate(SET % (control, value))
    return shown(page)


def shown(page: Page) -> int:
    return int(str(page.evaluate(COUNT)).split()[0].replace(",", ""))


def test_the_policy_allows_this_style_and_script_by_hash_and_nothing_else(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    style, scripts = (
        re.search(r"<style>(.*?)</style>", text, re.S),
        re.findall(r"<script>(.*?)</script>", text, re.S),
    )
    assert policy and style and len(scripts) == 1
    hashes = [
        base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        for part in (style[1], "", scripts[0])
    ]
    assert policy[1] == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}' 'sha256-{hashes[1]}'; "
        f"script-src 'sha256-{hashes[2]}'; base-uri 'none'; form-action 'none'"
    )


def test_the_page_names_no_outside_file(written: Path) -> None:
    head = written.read_text(encoding="utf-8").partition("<script>")[0]
    assert set(re.findall(r'(?:src|href)="([^"]*)"', head)) == {"#list", "report.html"}
    assert "url(" not in head and "@import" not in head


def test_what_was_counted_and_not_listed_or_left_out_is_said(swept: Frames) -> None:
    whole, part = render_findings(swept, CREATED), render_findings(swept, CREATED, limit=100)
    counted = sum(
        count for detail in swept.details for name, count in detail.tally.hits.items() if name != "FACE"
    )
    assert f"{counted - len(swept.findings):,} more were counted" in whole
    assert "This page holds 100 findings" in part and f"{len(swept.findings) - 100:,} more are in" in part
    assert "This page holds" not in whole


@needs_browser
def test_the_page_opens_under_its_own_policy_without_a_request(
    page: Page, written: Path, swept: Frames
) -> None:
    page.open(written, ready=READY)
    assert page.errors == []
    assert shown(page) == len(swept.findings)
    assert page.evaluate("document.querySelectorAll('.slick-row').length") > 10
    assert page.evaluate("document.querySelector('.slick-row .slick-cell').textContent") == "Names"


@needs_browser
def test_filters_leave_what_a_query_on_the_table_leaves(page: Page, written: Path, swept: Frames) -> None:
    table = swept.findings
    page.open(written, ready=READY)
    assert change(page, "bucket", PRIVATE) == (table.bucket == PRIVATE).sum()
    assert (
        change(page, "prefix", "orders/2019/0001")
        == ((table.bucket == PRIVATE) & table.key.str.startswith("orders/2019/0001")).sum()
    )
    page.evaluate("document.getElementById('clear').click()")
    page.wait(f"{COUNT} === '{len(table):,} findings'")
    assert change(page, "search", "ca 941") == table.masked.str.lower().str.contains("ca 941").sum()
    assert change(page, "search", "") == len(table)
    assert change(page, "score", "0.95") == (table.score >= 0.95).sum()
    assert change(page, "score", "0") == len(table)
    person = table.subject_id.iloc[0]
    assert change(page, "person", person) == (table.subject_id == person).sum()


@needs_browser
def test_typing_on_and_taking_back_leave_what_a_query_on_the_table_leaves(
    page: Page, written: Path, swept: Frames
) -> None:
    table = swept.findings
    columns = [table[name].fillna("").astype("str").str.lower() for name in ("masked", "key", "member")]
    page.open(written, ready=READY)
    for text in (
        "o",
        "or",
        "orders",
        "orders/2019/0001",
        "rs/2019/0001.",
        "rs/2019",
        "2019/0001",
        "zz",
        "█",
        "",
    ):
        found = columns[0].str.contains(text, regex=False)
        for column in columns[1:]:
            found |= column.str.contains(text, regex=False)
        assert change(page, "search", text) == found.sum()
        at_least = found & (table.score >= 0.9)
        assert change(page, "score", "0.9") == at_least.sum()
        assert change(page, "prefix", "orders/") == (at_least & table.key.str.startswith("orders/")).sum()
        assert change(page, "prefix", "") == at_least.sum()
        assert change(page, "score", "0") == found.sum()
    change(page, "search", "orders/2019")
    page.wait("location.hash === '#search=orders%2F2019'")


@needs_browser
def test_a_link_from_the_report_opens_the_page_filtered(page: Page, written: Path, swept: Frames) -> None:
    page.open(written, f"#bucket={PHOTOS}&entity=PERSON&entity=ORDER_VALUE", READY)
    table = swept.findings
    expected = ((table.bucket == PHOTOS) & table.entity.isin(["PERSON", "ORDER_VALUE"])).sum()
    assert shown(page) == expected


@needs_browser
def test_sorting_by_score_and_by_object_orders_the_rows(page: Page, written: Path, swept: Frames) -> None:
    page.open(written, ready=READY)
    cell = "document.querySelector('.slick-row[data-row=\"0\"] .slick-cell:nth-child(%d)').textContent"
    page.evaluate("document.querySelector('[data-id=score]').click()")
    assert float(page.evaluate(cell % 3)) == swept.findings.score.min()
    page.evaluate("document.querySelector('[data-id=score]').click()")
    assert float(page.evaluate(cell % 3)) == round(swept.findings.score.max(), 2)


@needs_browser
def test_a_finding_shows_its_place_its_reasons_and_what_else_is_there(
    page: Page, written: Path, swept: Frames
) -> None:
    page.open(written, f"#object={HOSTILE.replace('&', '%26').replace('#', '%23')}", READY)
    page.evaluate("document.querySelector('.slick-row .slick-cell').click()")
    text = page.evaluate("document.getElementById('detail').textContent")
    assert HOSTILE in text and "shape:0.6" in text
    assert page.errors == []
    page.evaluate("[...document.querySelectorAll('#detail button')].at(-1).click()")
    person = swept.findings[swept.findings.key == HOSTILE].subject_id.iloc[0]
    assert shown(page) == (swept.findings.subject_id == person).sum()


@needs_browser
def test_the_list_can_be_sorted_and_walked_by_keyboard(page: Page, written: Path, swept: Frames) -> None:
    page.open(written, ready=READY)
    press = (
        "%s.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true, which: 40, keyCode: 40}))"
    )
    page.evaluate(press % ("document.querySelector('[data-id=score]')", "Enter"))
    first = "document.querySelector('.slick-row[data-row=\"0\"] .slick-cell:nth-child(3)').textContent"
    assert float(page.evaluate(first)) == swept.findings.score.min()
    page.evaluate(press % ("document.getElementById('list').previousElementSibling", "ArrowDown"))
    assert "Finding" in page.evaluate("document.getElementById('detail').textContent")


@needs_browser
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (390, False), (390, True)])
def test_axe_finds_nothing_wrong_and_nothing_is_cut_off(
    page: Page, written: Path, width: int, *, dark: bool
) -> None:
    page.size(width, 900)
    page.media(dark=dark)
    page.open(written, ready=READY)
    page.evaluate("document.querySelector('.slick-row .slick-cell').click()")
    assert page.violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
