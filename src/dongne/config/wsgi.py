import os

from dongne.config.runtime import lifeline

# A worker of the web server must not outlive the process that started it; asked for before the
# long part of starting.
if parent := os.environ.pop("DONGNE_WEB_PARENT", None):
    lifeline.end_with(int(parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongne.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
