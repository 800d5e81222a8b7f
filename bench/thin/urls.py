"""The views: hello, hello by name with one row read, a list of fifty, one row written."""

import json

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.thin.models import Note


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello, world")


def hello_you(request: HttpRequest) -> HttpResponse:
    return render(request, "thin/hello.html", {"note": Note.objects.get(pk=1)})


def notes(request: HttpRequest) -> HttpResponse:
    return render(request, "thin/list.html", {"notes": Note.objects.order_by("-id")[:50]})


@csrf_exempt
def write(request: HttpRequest) -> JsonResponse:
    note = Note.objects.create(text=json.loads(request.body)["text"])
    return JsonResponse({"id": note.pk})


def sign_in(request: HttpRequest) -> HttpResponse:
    login(request, User.objects.get(username="somebody"))
    return HttpResponse("Hello")


urlpatterns = [
    path("hello", hello),
    path("hello-you", hello_you),
    path("list", notes),
    path("write", write),
    path("sign-in", sign_in),
]
