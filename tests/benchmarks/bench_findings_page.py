"""Measure the findings browser with 100,000 findings: its size, how long it takes to open and to filter.

`python -m tests.benchmarks.bench_findings_page` prints the figures and ends with 1 where a bar is missed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from pii_sweep.config import Settings
from pii_sweep.report.pages.findings_page import render_findings
from pii_sweep.report.tables.frames import Frames
from tests import browser
from tests.benchmarks.many_findings import many_findings

COUNT, MOST_BYTES, OPEN_MS, FILTER_MS, REPEATS = 100_000, 15_000_000, 2000, 100, 5
CASES = (
    *(("search", text) for text in ("ca 94", "order-00", "zzz", "")),
    ("prefix", "orders/2020/"),
    ("score", "0.9"),
)
READY = "document.documentElement.dataset.ready"
# From the change of a control to the next painted frame, the median of several.
FILTER = """
(async () => {{
  const control = document.getElementById({control!r});
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await painted();
  const began = performance.now();
  control.value = {value!r};
  control.dispatchEvent(new Event("input", {{ bubbles: true }}));
  const worked = performance.now() - began;
  await painted();
  return [worked, performance.now() - began, document.getElementById("count").textContent];
}})()
"""


def main() -> int:
    """Print size and times; return 1 where one misses its bar."""
    empty, found = many_findings(0), many_findings(COUNT)
    objects = found[["bucket", "key", "version_id"]].drop_duplicates()
    objects = objects.assign(media_type="application/pdf", size=1000, counts="{}")
    frames = Frames(empty, empty, objects, found, empty, empty, (), Settings())
    with tempfile.TemporaryDirectory() as folder, browser.started() as page:
        path = Path(folder) / "findings.html"
        path.write_text(render_findings(frames, "2026-11-01T09:00:00+00:00"), encoding="utf-8")
        size = path.stat().st_size
        opened = [_open(page, path) for _ in range(3)]
        filtered = []
        for control, value in CASES:
            runs = []
            for _ in range(REPEATS):
                page.evaluate(FILTER.format(control=control, value="0" if control == "score" else ""))
                runs.append(page.evaluate(FILTER.format(control=control, value=value)))
            worked, painted = (statistics.median(run[at] for run in runs) for at in (0, 1))
            filtered.append(painted)
            print(f"{control}={value!r}: {worked:.0f} ms, painted after {painted:.0f} ms, {runs[0][2]}")
    slowest, opening = max(filtered), statistics.median(opened)
    print(f"{COUNT:,} findings: {size:,} bytes, open {opening:.0f} ms, slowest filter {slowest:.0f} ms")
    return int(size > MOST_BYTES or opening > OPEN_MS or slowest > FILTER_MS)


def _open(page: browser.Page, path: Path) -> float:
    page.open(path, ready=READY)
    return float(page.evaluate("performance.getEntriesByName('findings-ready')[0].startTime"))


if __name__ == "__main__":
    sys.exit(main())
