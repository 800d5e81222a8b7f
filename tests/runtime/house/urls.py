import os

from django.db import connection, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path

from dongne.config.health import health
from dongne.foundation.jobs.public import defer


def process(request: HttpRequest) -> JsonResponse:
    """Which worker process of the web answers."""
    return JsonResponse({"pid": os.getpid()})


def ask(request: HttpRequest, number: int) -> JsonResponse:
    """Ask for a job, as a saved record would."""
    with transaction.atomic():
        defer("house.write", number=number)
    return JsonResponse({"asked": number})


def done(request: HttpRequest) -> JsonResponse:
    """What the worker has done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM house_done ORDER BY number")
        return JsonResponse({"done": [number for (number,) in cursor.fetchall()]})


urlpatterns = [
    path("healthz", health),
    path("process", process),
    path("ask/<int:number>", ask),
    path("done", done),
]
