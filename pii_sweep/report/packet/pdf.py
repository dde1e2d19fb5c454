"""A page as PDF by WeasyPrint: tagged (PDF/UA-1), with bookmarks and page numbers, nothing fetched."""

from __future__ import annotations

import os
from pathlib import Path

from pii_sweep.errors import UsageError, command_of

LACKING = (
    "no PDF was written: WeasyPrint's libraries are missing "
    "(apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
)


def write_pdf(page: str, path: Path) -> str:
    """Write an HTML page as PDF, readable by its owner alone; return why not, or an empty text.

    Raises UsageError where the file cannot be written.
    """
    try:
        import weasyprint
    except ImportError:
        return f"no PDF was written: WeasyPrint is missing; {command_of('pdf')}"
    except OSError:
        return LACKING
    weasyprint.LOGGER.setLevel("CRITICAL")  # it names each property of the screen's that paper has not
    body = weasyprint.HTML(
        string=page, url_fetcher=weasyprint.urls.URLFetcher(allowed_protocols=())
    ).write_pdf(pdf_variant="pdf/ua-1")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None
    return ""
