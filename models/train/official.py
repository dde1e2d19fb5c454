"""Labelled US addresses from the source distribution of usaddress (MIT), and the half for training."""

from __future__ import annotations

import hashlib
import re
import tarfile
from functools import lru_cache
from pathlib import Path

from defusedxml.ElementTree import fromstring

FILES = ("labeled.xml", "us50_train_tagged.xml", "us50_messiest_manual_label.xml")
CITY = {"PlaceName", "StateName", "ZipCode"}
NO_ADDRESS = {"Recipient", "NotAddress", "LandmarkName", "CornerOf"}


def for_training(text: str) -> bool:
    """Tell whether an address of `labeled.xml` is in the training half: SHA-256 of its letters and digits is even."""
    plain = re.sub(r"[^a-z0-9]", "", text.lower())
    return hashlib.sha256(plain.encode()).digest()[0] % 2 == 0


@lru_cache(maxsize=1)
def addresses(sdist: Path) -> tuple[tuple[str, str], ...]:
    """Return (delivery part, city part) of each training address; the city part may be empty."""
    rows: list[tuple[str, str]] = []
    with tarfile.open(sdist) as archive:
        for name in FILES:
            member = next(item for item in archive.getmembers() if item.name.endswith(f"/training/{name}"))
            body = archive.extractfile(member)
            assert body is not None
            for entry in fromstring(body.read()).iter("AddressString"):
                tokens = [((part.text or "") + (part.tail or "").rstrip(), part.tag) for part in entry]
                text = " ".join(word for word, _ in tokens)
                if NO_ADDRESS & {tag for _, tag in tokens} or not for_training(text) or len(tokens) < 2:
                    continue
                cut = next((index for index, (_, tag) in enumerate(tokens) if tag in CITY), len(tokens))
                rows.append(
                    (" ".join(word for word, _ in tokens[:cut]), " ".join(word for word, _ in tokens[cut:]))
                )
    return tuple((one.strip(), two.strip()) for one, two in dict.fromkeys(rows) if one.strip())
