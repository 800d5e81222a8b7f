"""A public form behind the gate, for the tests."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from dongne.foundation.gate.public import guard_form

FORM = """{% load gate %}<form method="post">{% csrf_token %}{% gate_ticket "try.it" %}
<textarea name="text"></textarea></form>"""


def tell(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        if (answer := guard_form(request, "try.it")) is not None:
            return answer
        return HttpResponse("kept: " + "|".join(request.POST.getlist("text")))
    return HttpResponse(engines["django"].from_string(FORM).render({}, request))


urlpatterns = [path("tell", tell, name="tell"), path("", include("dongne.config.urls"))]
