"""Keys of other programs: the list, a new one, and the end of one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.lib.refusals import NotHere, Refused

from . import queries
from .forms import KeyForm
from .permissions import require_keeping_keys
from .presenters import place_words, scope_words
from .services.keying import make_key, revoke_key

MOST_SHOWN = 200


@require_safe
@viewer_required()
def api_keys(request: StaffRequest) -> HttpResponse:
    """Which programs may come in, where, for what; those that are over below."""
    require_keeping_keys(request.viewer)
    now = timezone.now()
    rows = [
        {
            "key": key,
            "place": place_words(key),
            "scopes": ", ".join(scope_words(key)),
            "holds": queries.holds(key, now),
        }
        for key in queries.keys_for(request.viewer)[:MOST_SHOWN]
    ]
    context = {
        "rows": [row for row in rows if row["holds"]],
        "over": [row for row in rows if not row["holds"]],
    }
    return render(request, "gate/keys.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def api_key_new(request: StaffRequest) -> HttpResponse:
    """A new key; what comes back shows it, once."""
    require_keeping_keys(request.viewer)
    form = KeyForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_key(request.viewer, now=timezone.now(), **form.said())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            # In the answer itself: a redirect would have to keep it somewhere.
            context = {"key": made.key, "text": made.text, "place": place_words(made.key)}
            return render(request, "gate/key_made.html", context)
    return render(request, "gate/key_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required()
def api_key_revoke(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """Asks once more, then lets the program in no longer."""
    require_keeping_keys(request.viewer)
    key = queries.keys_for(request.viewer).filter(pk=key_id).first()
    if key is None:
        raise NotHere(_("그 열쇠를 찾을 수 없습니다."), code="key_not_found")
    if request.method == "POST":
        revoke_key(request.viewer, key_id=key_id, now=timezone.now())
        toasts.success(request, _("열쇠를 없앴습니다. 그 프로그램은 이제 들어올 수 없습니다."))
        return HttpResponseRedirect(reverse("api_keys"))
    context = {"key": key, "place": place_words(key), "scopes": ", ".join(scope_words(key))}
    return render(request, "gate/key_revoke.html", context)
