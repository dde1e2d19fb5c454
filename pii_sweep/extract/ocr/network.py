"""PP-OCR's networks in ONNX Runtime: tiny ones in this package, small ones in the `rapidocr` wheel."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from pii_sweep.errors import OcrUnavailable, command_of, needing
from pii_sweep.resources import OCR_MODEL, shipped_model

Size = Literal["tiny", "small"]
Task = Literal["det", "rec"]
TASKS: tuple[Task, ...] = ("det", "rec")

CHARACTERS = "characters.txt"  # of the tiny recognizer; the small one carries its own


def network_path(task: Task, size: Size) -> Path:
    """Return the file of a network; raises OcrUnavailable, with what to install, where it is missing."""
    if size == "tiny":
        folder = shipped_model(OCR_MODEL)
        path = folder / f"{task}.onnx" if folder else None
        remedy = "reinstall the package"
    else:
        spec = find_spec("rapidocr")
        places = spec.submodule_search_locations if spec is not None else None
        path = Path(next(iter(places))) / "models" / f"PP-OCRv6_{task}_small.onnx" if places else None
        remedy = command_of("ocr")
    if path is None or not path.is_file():
        raise OcrUnavailable(f"the OCR model PP-OCRv6 {size} ({task}) is missing; {remedy}")
    return path


def session(model: str | bytes) -> Any:
    """Return an ONNX Runtime session on one thread."""
    # It sends events to its vendor and writes a device id under the user's cache, unless switched off
    # before it is loaded; its own function `disable_telemetry_events` comes too late for the file.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    with needing("ocr"):
        import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
