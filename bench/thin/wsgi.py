import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.thin.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
