from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from dongne.design import style_guide as examples
from dongne.design.display import COOKIE, COOKIE_AGE, Display


@require_POST
def set_display(request: HttpRequest) -> HttpResponse:
    """Remember screen size and contrast; the way that works without JavaScript."""
    chosen = Display.parse(request.POST.get("step", ""))
    chosen = Display(step=chosen.step, contrast=request.POST.get("contrast") == "1")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    # Not HttpOnly: the browser's own script changes it without a reload.
    response.set_cookie(
        COOKIE, str(chosen), max_age=COOKIE_AGE, samesite="Lax", secure=request.is_secure()
    )
    return response


@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component on one page. `?screen=xl.contrast` shows it in those settings."""
    if screen := request.GET.get("screen"):
        request.COOKIES[COOKIE] = screen
    form: forms.Form = examples.ExampleForm()
    wrong: forms.Form = examples.ExampleForm({"memo": "", "people": "-3"}, prefix="wrong")
    return render(
        request,
        "design/style_guide.html",
        {**examples.context(), "form": form, "wrong_form": wrong},
    )
