"""`dongne worker`: background work alone, for installations that run their own processes."""

import argparse
import os

import django

from dongne.config.runtime import folders, refusals, server

NICE = 10
HELP = "do background work (dongne up starts one)"


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> int:
    del options
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongne.config.settings")
    if not os.environ.get("DATABASE_URL"):
        data = folders.data_folder()
        url = server.address_of(data)
        if not url or not server.answers(url):
            raise refusals.server_away(data)
        os.environ["DATABASE_URL"] = url
    django.setup()
    from dongne.foundation.jobs.public import run_worker

    # People who wait for a page go first, also before what the jobs start.
    os.nice(NICE)
    run_worker()
    return 0
