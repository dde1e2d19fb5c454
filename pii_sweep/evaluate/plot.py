"""The reliability diagram of the model card: the share of findings that are right over their scores.

After DeGroot and Fienberg, "The Comparison and Evaluation of Forecasters" (The Statistician 32, 1983).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path

from matplotlib.figure import Figure

from pii_sweep.evaluate.calibration import Bin


def reliability(path: Path, bins: Mapping[str, Sequence[Bin]]) -> None:
    """Draw one panel for each entity and write a picture.

    `bins` are those of `calibration.reliability` by entity; a mark's area grows with the root of the
    number of its findings, and the line is where scores mean what they say.
    """
    figure = Figure(figsize=(3.2 * max(1, len(bins)), 3.2), layout="constrained")
    panels = figure.subplots(1, max(1, len(bins)), squeeze=False)[0]
    for panel, (entity, rows) in zip(panels, bins.items(), strict=False):
        panel.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        sizes = [6 * sqrt(row.count) for row in rows]
        panel.scatter([row.score for row in rows], [row.right for row in rows], s=sizes, alpha=0.7)
        for row in rows:
            panel.annotate(
                f"{row.count:,}", (row.score, row.right), (0, -14), textcoords="offset points", size=7
            )
        panel.set(title=entity, xlabel="score", ylabel="share right", xlim=(0, 1.05), ylim=(0, 1.05))
    figure.savefig(path, dpi=110, metadata={"Software": None})
