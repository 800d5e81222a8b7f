"""Machines that are not there: the kiosk's printer, the locker's controller with its doors."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from dongne.config.simulators.locker import Controller, Habits


class Printer:
    """Stands beside a kiosk's screen: what the browser sends to print comes out as `paper`.

    A kiosk's browser is set up to ask nothing; here the print-out itself is caught.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        page.context.add_init_script("window.print = () => { window.top.printed = true; };")

    def paper(self) -> bytes:
        self.page.wait_for_function("window.printed === true")
        source = self.page.locator("iframe[data-print-frame]").get_attribute("src")
        assert source
        answer = self.page.request.get(source)
        assert answer.ok
        return answer.body()


@contextmanager
def doors(address: str, locker: str, key: str) -> Iterator[Controller]:
    """A controller with the office's key that obeys at once; a door stays open until it is shut."""
    habits = Habits(closes_after=0, opens_after=0.2, every=0.2, beats=5.0)
    controller = Controller(address, locker, key, habits=habits)
    stop = threading.Event()
    at_work = threading.Thread(target=controller.run, args=(stop,), daemon=True)
    at_work.start()
    yield controller
    stop.set()
    at_work.join(10)
