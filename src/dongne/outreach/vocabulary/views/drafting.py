"""Pages that change a draft: its parts, its preview, publishing and taking back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import Refused
from dongne.lib.seoul import Month, seoul_day

from .. import presenters, queries, rules, services, subjects
from ..document import vocabulary_from
from ..forms import ListForm, PublishForm, WordForm
from ..models import FormVersion
from ..words import SECTIONS, sentence
from .reading import not_here, read_uuid

LISTS = (*rules.COLUMNS, "titles")


@require_POST
@viewer_required()
def form_start(request: StaffRequest) -> HttpResponse:
    """A draft of what holds now, or of the version that was chosen."""
    source = read_uuid(request.POST.get("source", ""))
    version = services.start_draft(request.viewer, source=source, now=timezone.now())
    return redirect("form_edit", version.pk)


@require_safe
@viewer_required()
def form_edit(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """The draft: its words in their order, its columns, what is still wrong with it."""
    version = services.draft_of(request.viewer, version_id)
    changed = list(rules.changes(version.base.content, version.content)) if version.base else []
    known = {
        (section, word["slug"])
        for section in rules.WORDS
        for word in (version.base.content[section] if version.base else [])
    }
    sections = presenters.sections(version.content)
    for section in sections:
        for row in section["live"]:
            row["known"] = (section["key"], row["slug"]) in known
    return render(
        request,
        "vocabulary/form_edit.html",
        {
            "version": version,
            "owner": presenters.owner_name(version),
            "sections": sections,
            "lists": presenters.lists(version.content),
            "faults": [sentence(fault) for fault in rules.faults(version.content)],
            "changes": len(changed),
            "changed_at": presenters.day_text(version.changed_at),
        },
    )


@viewer_required()
def form_word(
    request: StaffRequest, version_id: UUID, section: str, slug: str = rules.NEW
) -> HttpResponseBase:
    """One kind, field or kind of report: added, or changed."""
    version = services.draft_of(request.viewer, version_id)
    if section not in rules.WORDS:
        raise not_here()
    word = rules.part_of(version.content, f"{section}/{slug}")
    if word is None and slug != rules.NEW:
        raise not_here()
    first = word or services.NEW_WORD[section]
    given = request.POST if request.method == "POST" else None
    form = WordForm(given, initial=first, section=section, fields=version)
    seen = request.POST.get("seen", "") or (rules.digest(word) if word else "")
    status = 200
    if given is not None and form.is_valid():
        try:
            kept = services.write_word(
                request.viewer,
                version_id=version_id,
                section=section,
                slug=slug,
                values=form.values(),
                seen=seen,
                now=timezone.now(),
            )
            messages.success(request, _("초안에 적어 두었습니다."))
            return redirect(_edit_address(version_id, section, kept))
        except services.Unfit as refused:
            form.refuse(refused.parts)
        except services.Overtaken as refused:
            return _side_by_side(request, refused, f"{section}/{slug}")
    if form.is_bound:
        status = 422
    return render(
        request,
        "vocabulary/form_word.html",
        {
            "version": version,
            "form": form,
            "section": SECTIONS[section],
            "word": word,
            "seen": seen,
            "back": _edit_address(version_id, section, slug if word else ""),
        },
        status=status,
    )


@require_POST
@viewer_required()
def form_retire(
    request: StaffRequest, version_id: UUID, section: str, slug: str
) -> HttpResponseBase:
    """A word is used no longer, or again; one that never was in use goes altogether."""
    if section not in rules.WORDS:
        raise not_here()
    viewer, now, deed = request.viewer, timezone.now(), request.POST.get("deed", "")
    if deed == "drop":
        word = services.drop_word(
            viewer, version_id=version_id, section=section, slug=slug, now=now
        )
        messages.success(request, _("초안에서 뺐습니다: %(name)s") % {"name": word["name"]})
        return redirect(_edit_address(version_id, section, ""))
    try:
        services.write_word(
            viewer,
            version_id=version_id,
            section=section,
            slug=slug,
            values={"retired": deed != "restore"},
            seen=request.POST.get("seen", ""),
            now=now,
        )
    except services.Overtaken as refused:
        return _side_by_side(request, refused, f"{section}/{slug}")
    return redirect(_edit_address(version_id, section, slug))


@require_POST
@viewer_required()
def form_move(request: StaffRequest, version_id: UUID, section: str, slug: str) -> HttpResponse:
    if section not in rules.WORDS:
        raise not_here()
    by = -1 if request.POST.get("by") == "up" else 1
    services.move(
        request.viewer, version_id=version_id, section=section, slug=slug, by=by, now=timezone.now()
    )
    return redirect(_edit_address(version_id, section, slug))


@viewer_required()
def form_list(request: StaffRequest, version_id: UUID, part: str) -> HttpResponseBase:
    """The columns of a table, or the titles, in one form; a move saves what was typed, too."""
    version = services.draft_of(request.viewer, version_id)
    if part not in LISTS:
        raise not_here()
    rows = version.content[part]
    given = request.POST if request.method == "POST" else None
    if given is not None:
        # As they stood when the page was opened, though somebody may have moved them meanwhile.
        keys = [key for key in given.getlist("key") if any(row["key"] == key for row in rows)]
        rows = sorted(rows, key=lambda r: keys.index(r["key"]) if r["key"] in keys else len(keys))
    form = ListForm(given, part=part, rows=rows)
    if given is not None and form.is_valid():
        mine = form.rows()
        for name, by in (("up", -1), ("down", 1)):
            if key := given.get(name):
                rules.moved(mine, key, by, key="key")
        try:
            services.write_list(
                request.viewer,
                version_id=version_id,
                part=part,
                rows=mine,
                seen=given.get("seen", ""),
                now=timezone.now(),
            )
        except services.Unfit as refused:
            form.refuse(refused.parts)
        except services.Overtaken as refused:
            return _side_by_side(request, refused, part)
        else:
            if "up" in given or "down" in given:
                return redirect(reverse("form_list", args=[version_id, part]))
            messages.success(request, _("초안에 적어 두었습니다."))
            return redirect(_edit_address(version_id, part, ""))
    return render(
        request,
        "vocabulary/form_list.html",
        {
            "version": version,
            "form": form,
            "part": part,
            "title": SECTIONS[part],
            "seen": request.POST.get("seen", "") or rules.digest(version.content[part]),
            "back": _edit_address(version_id, part, ""),
        },
        status=422 if form.is_bound else 200,
    )


@require_safe
@viewer_required()
def form_preview(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """What would change and how it would look, and from which month it is to hold."""
    version = services.draft_of(request.viewer, version_id)
    return _preview(request, version, PublishForm(today=seoul_day(timezone.now())))


@require_POST
@viewer_required()
def form_publish(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    now = timezone.now()
    version = services.draft_of(request.viewer, version_id)
    form = PublishForm(request.POST, today=seoul_day(now))
    if not form.is_valid():
        return _preview(request, version, form, status=422)
    try:
        services.publish(
            request.viewer,
            version_id=version_id,
            month=Month.parse(form.cleaned_data["month"]),
            seen=request.POST.get("seen", ""),
            now=now,
        )
    except Refused as refused:
        form.add_error("month", refused.message)
        return _preview(request, version, form, status=int(refused.status))
    return redirect(f"{reverse('forms')}?published={version_id}")


@require_POST
@viewer_required()
def form_discard(request: StaffRequest, version_id: UUID) -> HttpResponse:
    services.discard(request.viewer, version_id=version_id, now=timezone.now())
    return redirect(f"{reverse('forms')}?discarded={version_id}")


@require_POST
@viewer_required()
def form_reopen(request: StaffRequest, version_id: UUID) -> HttpResponse:
    services.reopen(request.viewer, version_id=version_id, now=timezone.now())
    return redirect("form_edit", version_id)


@require_POST
@viewer_required()
def form_withdraw(request: StaffRequest, version_id: UUID) -> HttpResponse:
    services.withdraw(request.viewer, version_id=version_id, now=timezone.now())
    messages.success(request, _("시행을 되돌렸습니다. 앞의 서식을 그대로 씁니다."))
    return redirect("forms")


def _preview(
    request: StaffRequest, version: FormVersion, form: PublishForm, status: int = 200
) -> HttpResponse:
    viewer, today = request.viewer, seoul_day(timezone.now())
    owner = services.owner_of(version.form)
    holding = queries.version_for(owner, Month.of(today).next().first)
    words = vocabulary_from(version.content, version=version.pk, holds_from=today)
    under = [owner.dong_id] if owner.dong_id else queries.dongs_under(owner, day=today)
    looks = []
    faults = [sentence(fault) for fault in rules.faults(version.content)]
    for one in subjects.previews() if not faults else []:
        if made := one.make(viewer, words, under[0] if under else None, Month.of(today).previous()):
            looks.append({"preview": one, "template": made[0], "context": made[1]})
    return render(
        request,
        "vocabulary/form_preview.html",
        {
            "version": version,
            "owner": presenters.owner_name(version),
            "changes": presenters.change_rows(rules.changes(holding.content, version.content)),
            "looks": looks,
            "faults": faults,
            "form": form,
            "seen": rules.digest(version.content),
        },
        status=status,
    )


def _side_by_side(request: StaffRequest, refused: services.Overtaken, part: str) -> HttpResponse:
    """Both versions of one part; nothing is lost, the second editor chooses value by value."""
    section, _slash, slug = part.partition("/")
    mine: Any = refused.mine
    if slug:
        action = reverse("form_word", args=[refused.version.pk, section, slug])
    else:
        action = reverse("form_list", args=[refused.version.pk, part])
    return render(
        request,
        "vocabulary/form_conflict.html",
        {
            "version": refused.version,
            "message": refused.message,
            "who": refused.version.changed_by,
            "action": action,
            "keys": [row["key"] for row in mine] if isinstance(mine, list) else [],
            "rows": presenters.duel(part, refused.theirs, mine),
            "seen": rules.digest(refused.theirs),
            "back": _edit_address(refused.version.pk, section, slug),
        },
        status=409,
    )


def _edit_address(version_id: UUID, section: str, slug: str) -> str:
    place = f"{section}-{slug}" if slug else section
    return f"{reverse('form_edit', args=[version_id])}#{place}"
