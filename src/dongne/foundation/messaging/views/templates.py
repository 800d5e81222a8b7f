"""Texts by event and language: read, written with a preview, and brought back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as toasts
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused

from ..forms import TemplateForm
from ..models import Template
from ..occasions import MessageEvent, events
from ..permissions import may_set
from ..presenters.lists import moment
from ..presenters.previews import Preview, previews
from ..presenters.words import LANGUAGES, kind_title
from ..queries.templates import current_texts, versions_of
from ..services.templates import (
    checked,
    forms_of,
    known_event,
    restore_template,
    save_template,
    standard_text,
    to_standard,
)
from ..states import Means
from .ground import led_dong, own_dong

SHORT = "short"


@require_safe
@viewer_required()
def templates(request: StaffRequest) -> HttpResponse:
    """Every event with its texts."""
    own_dong(request.viewer)
    own = current_texts(request.viewer)
    rows = []
    for event in events():
        texts = []
        for language in event.texts:
            for means in forms_of(event):
                row = own.get((event.code, language, means))
                changed = row is not None and bool(row.text)
                texts.append(
                    {
                        "url": _url(event.code, language, means),
                        "label": f"{LANGUAGES[language]} · {_form_word(means)}",
                        "changed": changed,
                    }
                )
        shown = own.get((event.code, "ko", ""))
        text = shown.text if shown is not None and shown.text else event.text("ko").body
        rows.append(
            {"title": event.title, "kind": kind_title(event.kind), "text": text, "texts": texts}
        )
    return render(request, "messaging/templates.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def template(request: StaffRequest, event: str, text_language: str, text_form: str) -> HttpResponse:
    """One text: `preview` shows it and keeps nothing, anything else saves a new version."""
    language, form = text_language, text_form
    viewer, now = request.viewer, timezone.now()
    own_dong(viewer)
    occasion, means = _named(event, language, form)
    subject, text, code = _in_use(request, occasion, language, means)
    initial = {"subject": subject, "text": text, "code": code}
    with_code = means == Means.ALIMTALK
    sent = TemplateForm(request.POST or None, initial=initial, with_code=with_code)
    missing = False
    if request.method == "POST":
        led_dong(viewer)
        if sent.is_valid():
            subject, text = sent.cleaned_data["subject"], sent.cleaned_data["text"]
            try:
                checked(occasion, f"{subject} {text}")
                if not request.POST.get("preview"):
                    save_template(
                        viewer,
                        event=event,
                        language=language,
                        means=means,
                        now=now,
                        **sent.cleaned_data,
                    )
                    toasts.success(request, _("새 글을 저장했습니다. 지금부터 이 글로 보냅니다."))
                    return HttpResponseRedirect(request.path)
            except (Forbidden, NotHere):
                raise
            except Refused as refusal:
                sent.add_error("text", refusal.message)
                missing = refusal.code == "missing_field"
    shown = (
        previews(occasion, language=language, means=means, subject=subject, text=text)
        if (missing or not sent.errors)
        else []
    )
    context = {
        "event": occasion,
        "form": sent,
        "missing": missing,
        "heading": f"{occasion.title}: {LANGUAGES[language]} · {_form_word(means)}",
        "fields": list(occasion.fields.items()),
        "previews": shown,
        "others": _others(request, occasion, language, means),
        "versions": _versions(request, occasion, language, means),
        "may": may_set(viewer),
        "standard": standard_text(occasion, language, means),
        "is_letter": means == Means.LETTER,
        "action": request.path,
    }
    failed = bool(sent.errors)
    return render(request, "messaging/template.html", context, status=422 if failed else 200)


@require_POST
@viewer_required()
def template_restore(
    request: StaffRequest, event: str, text_language: str, text_form: str
) -> HttpResponse:
    """An earlier version, or (`version=0`) the text that comes with the program."""
    language, form = text_language, text_form
    viewer, now = request.viewer, timezone.now()
    led_dong(viewer)
    _occasion, means = _named(event, language, form)
    asked = request.POST.get("version", "")
    named: dict[str, Any] = {"event": event, "language": language, "means": means, "now": now}
    if not asked.isdecimal() or len(asked) > 6:
        raise NotHere(_("그 판을 찾을 수 없습니다."), code="not_found")
    try:
        if int(asked):
            restore_template(viewer, version=int(asked), **named)
        else:
            to_standard(viewer, **named)
    except Conflict as refusal:
        toasts.info(request, refusal.message)
    else:
        toasts.success(request, _("고른 글로 되돌렸습니다."))
    return HttpResponseRedirect(_url(event, language, means))


def _url(event: str, language: str, means: str) -> str:
    return reverse("message_template", args=[event, language, means or SHORT])


def _form_word(means: str) -> str:
    return {
        "": _("짧은 글(문자·이메일·알림)"),
        Means.LETTER: _("편지"),
        Means.ALIMTALK: _("알림톡"),
    }[means]


def _named(event: str, language: str, form: str) -> tuple[MessageEvent, str]:
    occasion = known_event(event)
    means = "" if form == SHORT else form
    if language not in occasion.texts or means not in forms_of(occasion):
        raise NotHere(_("그런 메시지는 없습니다."), code="not_found")
    return occasion, means


def _in_use(
    request: StaffRequest, event: MessageEvent, language: str, means: str
) -> tuple[str, str, str]:
    row = current_texts(request.viewer).get((event.code, language, means))
    if row is not None and row.text:
        return row.subject or event.text(language).subject, row.text, row.code
    return *standard_text(event, language, means), ""


def _others(
    request: StaffRequest, event: MessageEvent, language: str, means: str
) -> list[tuple[str, str, Preview]]:
    """The same in the other languages, as it is sent now."""
    found = []
    for other in event.texts:
        if other == language:
            continue
        subject, text, _code = _in_use(request, event, other, means)
        [first, *_more] = previews(event, language=other, means=means, subject=subject, text=text)
        found.append((str(LANGUAGES[other]), _url(event.code, other, means), first))
    return found


def _versions(
    request: StaffRequest, event: MessageEvent, language: str, means: str
) -> list[dict[str, Any]]:
    rows = versions_of(request.viewer, event=event.code, language=language, means=means)
    return [_version(row) for row in rows]


def _version(row: Template) -> dict[str, Any]:
    return {
        "version": row.version,
        "text": row.text or _("기본 글로 되돌림"),
        "at": moment(row.changed_at),
        "by": row.changed_by.name if row.changed_by else "",
        "current": row.current,
        "is_text": bool(row.text),
    }
