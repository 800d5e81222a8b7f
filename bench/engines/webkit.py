"""WebKitGTK, the engine nearest to Safari's: MiniBrowser behind WebKitWebDriver, seen by nobody."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx

from bench.engines.driven import ELEMENT, Missing, Refused
from bench.house import free_port

BROWSERS = ("webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0")
STARTS_SECONDS = 60.0
COMMAND_SECONDS = 120.0
# A server has no graphics card.
ENVIRONMENT = {
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "GDK_BACKEND": "x11",
}


def _program(name: str, package: str) -> str:
    if found := shutil.which(name):
        return found
    raise Missing(f"{name} is not here: install Debian's package {package}")


def _browser() -> str:
    for folder in BROWSERS:
        for found in Path("/usr/lib").glob(f"*/{folder}/MiniBrowser"):
            return str(found)
    raise Missing("MiniBrowser is not here: install Debian's package webkit2gtk-driver")


class WebKit:
    """Everything that it keeps lies in `folder`."""

    name = "WebKitGTK"

    def __init__(self, folder: Path) -> None:
        driver = _program("WebKitWebDriver", "webkit2gtk-driver")
        screen = _program("Xvfb", "xvfb")
        browser = _browser()
        self.session = ""
        self.processes: list[subprocess.Popen[bytes]] = []
        told, telling = os.pipe()
        size = ["-screen", "0", "480x900x24", "-nolisten", "tcp"]
        self._start([screen, "-displayfd", str(telling), *size], {}, telling)
        os.close(telling)
        with os.fdopen(told) as line:
            display = line.readline().strip()
        port = free_port()
        self.driver = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=COMMAND_SECONDS)
        folders = {f"XDG_{name}_HOME": str(folder) for name in ("DATA", "CACHE", "CONFIG")}
        given = {**ENVIRONMENT, **folders, "HOME": str(folder), "DISPLAY": f":{display}"}
        self._start([driver, f"--port={port}"], given)
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        made = self._begun({"capabilities": wanted})
        self.session = f"/session/{made['sessionId']}"
        self.version = str(made["capabilities"]["browserVersion"])

    def _start(self, words: list[str], given: dict[str, str], *open_files: int) -> None:
        self.processes.append(
            subprocess.Popen(
                words,
                env={**os.environ, **given},
                pass_fds=open_files,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def _begun(self, wanted: dict[str, Any]) -> Any:
        begun = time.monotonic()
        while True:
            try:
                return self._call("POST", "/session", wanted)
            except httpx.TransportError:
                if time.monotonic() - begun > STARTS_SECONDS:
                    self.close()
                    raise Refused("WebKitWebDriver does not start") from None
                time.sleep(0.2)
            except Refused:
                self.close()
                raise

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        given = {} if body is None and method == "POST" else body
        answer = self.driver.request(method, path, json=given)
        told = answer.json()["value"]
        if answer.is_error:
            raise Refused(f"{told.get('error')}: {told.get('message')}")
        return told

    def _post(self, path: str, **body: Any) -> Any:
        return self._call("POST", self.session + path, body)

    def go(self, url: str) -> None:
        self._post("/url", url=url)

    def script(self, text: str, *given: Any) -> Any:
        return self._post("/execute/sync", script=text, args=list(given))

    def waited(self, text: str, *given: Any) -> Any:
        return self._post("/execute/async", script=text, args=list(given))

    def find(self, css: str) -> str:
        return str(self._post("/element", using="css selector", value=css)[ELEMENT])

    def keys(self, element: str, text: str) -> None:
        self._post(f"/element/{element}/value", text=text)

    def click(self, element: str) -> None:
        self._post(f"/element/{element}/click")

    def close(self) -> None:
        if self.session:
            with contextlib.suppress(Refused, httpx.TransportError):
                self._call("DELETE", self.session)
        self.driver.close()
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
