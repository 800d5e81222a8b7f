"""Firefox by Marionette, which it speaks itself: `<length>:[0, id, command, parameters]` over TCP.

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from bench.engines.driven import ELEMENT, Missing, Refused
from bench.house import free_port

NAMES = ("firefox-esr", "firefox")
STARTS_SECONDS = 60.0
SETTINGS = {
    "intl.accept_languages": "ko-KR",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


class Firefox:
    """Headless, with a profile of its own in `folder`."""

    name = "Firefox"

    def __init__(self, folder: Path) -> None:
        program = next(filter(None, map(shutil.which, NAMES)), None)
        if not program:
            raise Missing("Firefox is not here: install Debian's package firefox-esr")
        port = free_port()
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in {**SETTINGS, "marionette.port": port}.items()
        ]
        (folder / "user.js").write_text("".join(lines))
        self.process = subprocess.Popen(
            [program, "--headless", "--marionette", "--no-remote", "--profile", str(folder)],
            env={**os.environ, "HOME": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.line = self._reached(port)
        self.heard = self.line.makefile("rb")
        self.number = 0
        self._read()
        wanted = {"alwaysMatch": {"acceptInsecureCerts": True}}
        session = self._call("WebDriver:NewSession", capabilities=wanted)
        self.version = str(session["capabilities"]["browserVersion"])

    def _reached(self, port: int) -> socket.socket:
        begun = time.monotonic()
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port))
            except OSError:
                if time.monotonic() - begun > STARTS_SECONDS or self.process.poll() is not None:
                    self.process.kill()
                    raise Refused("Firefox does not start") from None
                time.sleep(0.2)

    def _read(self) -> Any:
        length = b""
        while (byte := self.heard.read(1)) != b":":
            if not byte:
                raise Refused("Firefox has ended")
            length += byte
        return json.loads(self.heard.read(int(length)))

    def _call(self, command: str, **given: Any) -> Any:
        self.number += 1
        told = json.dumps([0, self.number, command, given]).encode()
        self.line.sendall(b"%d:%s" % (len(told), told))
        while True:
            _kind, number, error, answer = self._read()
            if number == self.number:
                break
        if error:
            raise Refused(f"{error.get('error')}: {error.get('message')}")
        return answer.get("value", answer) if isinstance(answer, dict) else answer

    def go(self, url: str) -> None:
        self._call("WebDriver:Navigate", url=url)

    def script(self, text: str, *given: Any) -> Any:
        return self._call("WebDriver:ExecuteScript", script=text, args=list(given))

    def waited(self, text: str, *given: Any) -> Any:
        return self._call("WebDriver:ExecuteAsyncScript", script=text, args=list(given))

    def find(self, css: str) -> str:
        found = self._call("WebDriver:FindElement", using="css selector", value=css)
        return str(found[ELEMENT])

    def keys(self, element: str, text: str) -> None:
        self._call("WebDriver:ElementSendKeys", id=element, text=text)

    def click(self, element: str) -> None:
        self._call("WebDriver:ElementClick", id=element)

    def close(self) -> None:
        with contextlib.suppress(Refused, OSError):
            self._call("Marionette:Quit", flags=["eForceQuit"])
        self.line.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
