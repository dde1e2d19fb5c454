"""From the journal to tables, report, assessment and manifest; all that notebooks import."""

from pii_sweep.report import summary
from pii_sweep.report.api import Sweep, open_sweep
from pii_sweep.report.difference import Difference, difference
from pii_sweep.report.manifest import foreign_files, manifest_digest, signed_files
from pii_sweep.report.packet.publication import assess
from pii_sweep.report.publish import frames_of, prepare, write
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.report.verify import Signer, open_verified, signer, verify

__all__ = [
    "Difference",
    "Frames",
    "Signer",
    "Sweep",
    "assess",
    "difference",
    "foreign_files",
    "frames",
    "frames_of",
    "manifest_digest",
    "open_sweep",
    "open_verified",
    "prepare",
    "signed_files",
    "signer",
    "summary",
    "verify",
    "write",
]
