"""A small house for the tests of the runtime: nothing of the domain, started in a second."""

import os

from dongne.config.settings import *  # noqa: F403

INSTALLED_APPS = [
    "procrastinate.contrib.django",
    "dongne.foundation.jobs",
    # Before the program's own: its demonstration is the one that is loaded.
    "house",
    "dongne.config",
]
MIDDLEWARE = []
ROOT_URLCONF = "house.urls"
TEMPLATES = []
STATICFILES_DIRS = []
AUTHENTICATION_BACKENDS = []
AUTH_USER_MODEL = "auth.User"
SLOW_DEMO_SECONDS = float(os.environ.get("HOUSE_SLOW_DEMO") or 0)
