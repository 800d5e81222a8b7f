"""How well it suggests, what it knows from, the switch; and the model as phones fetch it."""

from __future__ import annotations

import json
import zlib

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import (
    StaffRequest,
    done,
    runs,
    undo_offer,
    viewer_required,
)
from dongne.foundation.places.public import dong_of
from dongne.lib.refusals import NotHere
from dongne.outreach.vocabulary.public import vocabulary_of

from . import presenters as present
from . import queries
from .forms import TryForm
from .rules import suggest
from .services import learn_dong, switch


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def suggestions(request: StaffRequest) -> HttpResponse:
    """How often it was right, and from what it knows. A text that is posted is tried, not kept."""
    viewer = request.viewer
    dong = dong_of(viewer, request.GET.get("dong", ""))
    vocabulary = vocabulary_of(dong.pk)
    use = queries.use_of(viewer, dong_id=dong.pk)
    scores = present.scores(use.learnt)
    form = TryForm(request.POST or None)
    text = form.cleaned_data["text"] if form.is_bound and form.is_valid() else ""
    context = {
        "dong": dong,
        "use": use,
        "scores": scores,
        "sentence": present.sentence(use.learnt, scores),
        "ground": present.ground(use.learnt),
        "speaking": present.speaking(use.content, vocabulary),
        "kilobytes": max(1, round(len(zlib.compress(packed(use.content))) / 1000)),
        "form": form,
        "tried": present.tried(suggest(use.content, text), vocabulary) if text else [],
        "elsewhere": dong.code if dong.pk != viewer.dong_id else "",
        "may": runs(viewer, dong),
        "undo": undo_offer(request),
    }
    status = 422 if form.errors else 200
    return render(request, "suggestions/suggestions.html", context, status=status)


@require_POST
@viewer_required()
def suggestions_switch(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    dong = dong_of(viewer)
    on = request.POST.get("on") == "yes"
    held = switch(viewer, dong_id=dong.pk, on=on, now=timezone.now())
    return done(viewer, reverse("suggestions"), subject=held)


@require_POST
@viewer_required()
def suggestions_learn(request: StaffRequest) -> HttpResponse:
    """Now, instead of by night."""
    viewer = request.viewer
    dong = dong_of(viewer)
    learnt = learn_dong(viewer, dong_id=dong.pk, now=timezone.now())
    if learnt:
        messages.success(request, _("활동 %(n)d건에서 새로 배웠습니다.") % {"n": learnt.records})
    else:
        messages.info(request, _("배운 뒤로 새로 승인된 활동이 없습니다."))
    return HttpResponseRedirect(reverse("suggestions"))


@require_safe
@gzip_page
@viewer_required()
def field_suggestions(request: StaffRequest) -> HttpResponse:
    """The model of the own dong as `rules` describes it, for the phone to keep."""
    model = queries.model_of(request.viewer)
    if model is None:
        raise NotHere(_("이 동은 제안을 쓰지 않습니다."), code="not_found")
    response = HttpResponse(packed(model), content_type="application/json")
    response["Cache-Control"] = "private, max-age=86400"
    return response


def packed(model: dict[str, object]) -> bytes:
    return json.dumps(model, ensure_ascii=False, separators=(",", ":")).encode()
