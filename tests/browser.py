"""A headless Chromium that tests drive through its pipe (DevTools protocol): no port, no other library."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
needs_browser = pytest.mark.skipif(PROGRAM is None, reason="no Chromium here")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--hide-scrollbars",
    "--remote-debugging-pipe",
)  # fmt: skip
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"


class Page:
    """One tab: navigate, evaluate, take pictures; `errors` holds what its console and policy report."""

    def __init__(self, send: int, receive: int) -> None:
        self._send, self._receive = send, os.fdopen(receive, "rb")
        self._buffer, self._number, self._session = b"", 0, ""
        self.errors: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def open(self, path: Path, fragment: str = "", ready: str = "document.readyState === 'complete'") -> None:
        """Open a local file and wait until an expression holds."""
        self._call("Page.navigate", url="about:blank")
        self.errors.clear()
        self._call("Page.navigate", url=path.resolve().as_uri() + fragment)
        self.wait(ready)

    def wait(self, condition: str) -> None:
        """Wait until an expression holds in the page; fails after the time that a hung page would take."""
        self.evaluate(
            "new Promise((resolve, reject) => { const end = Date.now() + 60000; const look = () => { "
            f"try {{ if ({condition}) return resolve(true); }} catch (error) {{}} "
            "if (Date.now() > end) return reject('never: ' + document.title); setTimeout(look, 20); }; "
            "look(); })"
        )

    def evaluate(self, script: str) -> Any:
        """Return the value of an expression, of a promise its result."""
        found = self._call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def size(self, width: int, height: int) -> None:
        """Set the size of the window in CSS pixels."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def media(self, *, dark: bool = False, printed: bool = False) -> None:
        """Show the page in a dark or light scheme, on a screen or on paper."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", media="print" if printed else "", features=[scheme])

    def picture(self, path: Path) -> None:
        """Write what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"]))

    def violations(self) -> list[str]:
        """Return what axe-core finds wrong with the page, one line a rule."""
        self.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
        found = self.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.map((v) => "
            "v.id + ': ' + v.help + ' (' + v.nodes.length + '): ' + "
            "v.nodes.slice(0, 4).map((n) => n.target.join(' ') + ' ' + "
            "n.any.concat(n.all).map((x) => x.message).join('; ')).join(' | ')))"
        )
        return list(found)

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return dict(answer["result"])
            self._note(answer)

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._send, data) :]

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            more = self._receive.read1(1 << 16)
            assert more, "the browser ended"
            self._buffer += more
        text, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(text))

    def _note(self, event: dict[str, Any]) -> None:
        """Keep errors of scripts and of the policy, and every request that is not for a local file."""
        method, facts = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.errors.append(str(facts["exceptionDetails"].get("exception", facts["exceptionDetails"])))
        elif method == "Log.entryAdded" and facts["entry"]["level"] == "error":
            self.errors.append(facts["entry"]["text"])
        elif method == "Network.requestWillBeSent" and not facts["request"]["url"].startswith(
            ("file:", "blob:", "data:")
        ):
            self.errors.append(f"request to {facts['request']['url']}")


@contextmanager
def started() -> Iterator[Page]:
    """Start a browser with a profile of its own and end it afterwards."""
    assert PROGRAM is not None
    here_read, there_write = os.pipe()
    there_read, here_write = os.pipe()

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{there_read} 4>&{there_write}', "bash", PROGRAM, *FLAGS,
             f"--user-data-dir={profile}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=(there_read, there_write),
        )  # fmt: skip
        os.close(there_read)
        os.close(there_write)
        try:
            yield Page(here_write, here_read)
        finally:
            os.close(here_write)
            process.terminate()
            process.wait(20)
