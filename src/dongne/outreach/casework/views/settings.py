"""How the own dong works with cases."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.scope.public import Role
from dongne.lib.refusals import Refused

from ..forms.editing import SettingsForm
from ..queries.ground import setting_of
from ..services.settings import NAMES, change_settings, may_set
from .ground import refused, require


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required(Role.ADMINISTRATION_LEAD, Role.DONG_HEAD)
def case_settings(request: StaffRequest) -> HttpResponse:
    viewer = request.viewer
    require(may_set(viewer), "not_a_lead")
    kept = setting_of(viewer.dong_key)
    stored = {name: getattr(kept, name) for name in (*NAMES, "version")}
    bound = request.POST.copy() if request.method == "POST" else None
    form = SettingsForm(bound, initial=stored)
    status = 200
    if form.is_valid():
        said = dict(form.cleaned_data)
        version = said.pop("version")
        try:
            change_settings(viewer, version=version, values=said, now=timezone.now())
        except Refused as problem:
            status = refused(form, problem)
            form.add_error(None, problem.message)
            if bound is not None:
                bound["version"] = str(setting_of(viewer.dong_key).version)
        else:
            messages.success(request, _("설정을 저장했습니다."))
            return HttpResponseRedirect(reverse("case_settings"))
    elif form.is_bound:
        status = 422
    context = {"form": form, "back": reverse("office")}
    return render(request, "casework/case_settings.html", context, status=status)
