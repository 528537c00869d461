"""A real browser without a window, spoken to over a pipe: what a page asks for, says and looks like."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

from library.closing import Closing

FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--hide-scrollbars", "--remote-debugging-pipe"),
)


def installed() -> str | None:
    """Return the program, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Page(Closing):
    """A page in a browser of its own."""

    def __init__(self, program: str, profile: Path) -> None:
        """Start the browser, with nothing kept from before."""
        self.events: list[dict[str, Any]] = []
        """What it told of by itself: requests, complaints."""
        self._number = 0
        ours_in, its_out = os.pipe()
        its_in, ours_out = os.pipe()
        self._process = subprocess.Popen(
            # It reads from 3 and writes to 4, whatever these are here; other shells know no 10.
            ["bash", "-c", f'exec "$@" 3<&{its_in} 4>&{its_out}', "bash", program, *FLAGS,
             f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(its_in, its_out), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(its_in)
        os.close(its_out)
        self._read, self._write = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")
        self._session: str | None = None
        targets = self.do("Target.getTargets")["targetInfos"]
        target = next(one["targetId"] for one in targets if one["type"] == "page")
        attached = self.do("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.do(f"{domain}.enable")

    def close(self) -> None:
        """End the browser."""
        self._process.kill()
        self._process.wait()
        self._read.close()
        self._write.close()

    def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask something of the browser, and return its answer."""
        self._number += 1
        asked: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            asked["sessionId"] = self._session
        self._write.write(json.dumps(asked).encode() + b"\0")
        self._write.flush()
        while True:
            told = self._next()
            if told.get("id") == self._number:
                assert "error" not in told, told
                result: dict[str, Any] = told["result"]
                return result
            self.events.append(told)

    def open(self, path: Path, *, width: int, dark: bool = False) -> None:
        """Open a file in a window of this width, and wait until it is loaded."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.do("Emulation.setEmulatedMedia", features=[scheme])
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        self.events.clear()
        self.do("Page.navigate", url=path.as_uri())
        while not any(one.get("method") == "Page.loadEventFired" for one in self.events):
            self.events.append(self._next())

    def value(self, expression: str) -> Any:
        """Return what an expression is in the page, which cannot forbid it."""
        answer = self.do("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def shoot(self, path: Path) -> None:
        """Write a picture of the page."""
        path.write_bytes(base64.b64decode(self.do("Page.captureScreenshot")["data"]))

    def requests(self) -> list[str]:
        """Return what has been asked for since it was opened."""
        return [
            one["params"]["request"]["url"]
            for one in self.events
            if one.get("method") == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[Any]:
        """Return what the browser has complained of since then."""
        methods = {"Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"}
        return [one["params"] for one in self.events if one.get("method") in methods]

    def _next(self) -> dict[str, Any]:
        parts = bytearray()
        while (byte := self._read.read(1)) != b"\0":
            assert byte, "the browser has ended"
            parts += byte
        told: dict[str, Any] = json.loads(parts)
        return told
