"""A site without a database: the style page, and pages to press and send things on."""

import time

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from dongne.design.forms import PhotoInput
from dongne.design.views import style_guide

received: list[dict[str, object]] = []


class PhotosField(forms.FileField):
    def clean(self, data: list[object], initial: object = None) -> list[object]:
        return data


class SendForm(forms.Form):
    memo = forms.CharField(label="메모", widget=forms.Textarea)
    photos = PhotosField(label="사진", widget=PhotoInput, required=False)


def send(request: HttpRequest) -> HttpResponse:
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        names = [photo.name for photo in request.FILES.getlist("photos")]
        received.append({"memo": request.POST.get("memo"), "photos": names})
        if "too-large" in request.POST.get("memo", ""):
            return render(request, "413.html", status=413)
        time.sleep(0.4)
        if form.is_valid():
            return HttpResponseRedirect("/done/")
    return render(request, "design_tests/send.html", {"form": form})


def done(request: HttpRequest) -> HttpResponse:
    return render(request, "design_tests/done.html")


def maps(request: HttpRequest) -> HttpResponse:
    return render(request, "design_tests/maps.html")


def areas(request: HttpRequest) -> HttpResponse:
    def square(name: str, layer: str, size: float) -> dict[str, object]:
        x, y = 126.8561, 37.5229
        ring = [
            [x - size, y - size],
            [x + size, y - size],
            [x + size, y + size],
            [x - size, y + size],
        ]
        return {
            "type": "Feature",
            "properties": {"name": name, "layer": layer},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    features = [square("신정4동", "dong", 0.006), square("12통", "tong", 0.002)]
    return JsonResponse({"type": "FeatureCollection", "features": features})


urlpatterns = [
    path("", include("dongne.design.urls")),
    path("guide/", style_guide),
    path("send/", send),
    path("done/", done),
    path("maps/", maps),
    path("areas.geojson", areas),
]
