"""Another way to receive it, with the planner's moments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import CharField, ChoiceField, Form, IntegerField, RadioSelect, TextInput
from django.forms.widgets import HiddenInput
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Refused

from ... import services
from ...permissions import works_on
from ...presenters.staff import application as present
from ...presenters.staff.choices import SENTENCES, why_not
from ...presenters.staff.words import channel_name
from ...queries.page import page_of, seen
from ...queries.receiving import ways_left
from ...rules import Who
from ...words import language
from .entering import person_key, ways_choices
from .ground import page, refused, require, site_name

OFF = {"autocomplete": "off", "data-no-draft": True}


class ReceiveForm(Form):
    version = IntegerField(required=False, widget=HiddenInput)
    way = ChoiceField(
        label=gettext_lazy("어떻게 받나요"),
        widget=RadioSelect,
        error_messages={
            "required": gettext_lazy("받는 길을 골라 주세요."),
            "invalid_choice": gettext_lazy("받는 길을 다시 골라 주세요."),
        },
    )
    receiver_name = CharField(
        label=gettext_lazy("다른 사람이 받으면 그 이름"),
        required=False,
        max_length=80,
        widget=TextInput(attrs=OFF),
    )
    receiver_phone = CharField(
        label=gettext_lazy("그 사람의 전화번호"),
        required=False,
        max_length=30,
        widget=TextInput(attrs={**OFF, "inputmode": "tel"}),
    )

    def offer(self, ways: list[tuple[str, str]]) -> None:
        self.fields["way"].choices = ways  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def application_receive(request: StaffRequest, application_key: UUID) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    application = seen(viewer, application_key)
    require(works_on(viewer, application))
    read = page_of(viewer, application)
    why = why_not(read, "receive")
    ways = ways_left(application, now=now)
    sent = request.method == "POST"
    form = ReceiveForm(
        request.POST.copy() if sent else None,
        initial={
            "version": application.version,
            "way": f"{application.receive}:{application.receive_site}"
            if application.receive_site
            else application.receive,
        },
    )
    form.offer(ways_choices(ways))
    status = 422 if sent else 200
    if sent and why:
        form.full_clean()
        form.errors.clear()
        status = 409
    elif form.is_valid():
        said = form.cleaned_data
        receive, _colon, site = said["way"].partition(":")
        way = ways.of(said["way"])
        try:
            services.change_receive(
                viewer,
                application_id=application.pk,
                receive=receive,
                receive_site=person_key(site),
                receiver=Who(name=said["receiver_name"], phone=said["receiver_phone"]),
                promised_at=way.in_hand_at if way else None,
                version=said["version"],
                now=now,
            )
        except Refused as problem:
            status = refused(form, problem, {"principal": "receiver_name"})
        else:
            messages.success(request, _("받는 길을 바꾸었습니다."))
            return HttpResponseRedirect(reverse("application", args=[application.pk]))
    site = site_name(application)
    now_way = channel_name(application.receive)
    context: dict[str, Any] = {
        "application": application,
        "head": present.head(read),
        "title": present.title_of(read.items),
        "form": form,
        "not_yet": SENTENCES[why] if why else "",
        "now_way": f"{now_way} · {site}" if site else now_way,
        "closed": [one.channel.name(language()) for one in ways.closed],
        "back": reverse("application", args=[application.pk]),
    }
    return page(request, "application_receive", context, status=status)
