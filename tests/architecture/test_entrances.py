"""No entrance lets a resident registration number in: every form, every operation, every change."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from pydantic import BaseModel

import dongne
from dongne.design.forms import NUMBER_REFUSED
from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM
from dongne.lib.refusals import Refused
from dongne.outreach.fieldwork.endpoints.field import SyncIn
from dongne.web.jsonapi.api import api
from tests.cast import NOW, Cast

NUMBER = "940101-1234567"


def _load_everything() -> None:
    for module in pkgutil.walk_packages(dongne.__path__, "dongne."):
        if module.name.rsplit(".", 1)[-1] in ("forms", "urls") or ".forms." in module.name:
            importlib.import_module(module.name)


def _below(cls: type) -> Iterator[type]:
    for one in cls.__subclasses__():
        yield one
        yield from _below(one)


def _refuses(field: forms.Field, value: Any) -> bool:
    try:
        field.clean(value)
    except ValidationError as problem:
        return NUMBER_REFUSED in {one.code for one in problem.error_list}
    return False


def test_no_text_field_of_any_form_takes_one() -> None:
    _load_everything()
    seen, faults = 0, []
    for form in _below(forms.Form):
        for name, field in form.base_fields.items():  # type: ignore[attr-defined]
            text = isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
            if not text or isinstance(field.widget, forms.PasswordInput):
                continue
            seen += 1
            # What else the field wants comes before or after: it must not take the number.
            try:
                field.clean(NUMBER)
            except ValidationError:
                continue
            faults.append(f"{form.__module__}.{form.__name__}.{name}")
    assert faults == []
    assert seen > 50


@pytest.mark.parametrize(
    "kind", [forms.CharField, forms.SlugField, forms.JSONField, *_below(forms.CharField)]
)
def test_nor_any_kind_of_text_field_that_a_form_may_have_tomorrow(kind: type) -> None:
    try:
        field = kind(required=False)
    except TypeError:
        pytest.skip("takes more to be made")
    value = f'["{NUMBER}"]' if kind is forms.JSONField else NUMBER
    try:
        field.clean(value)
    except ValidationError:
        return
    pytest.fail(f"{kind} takes it")


def test_nor_the_name_of_a_file() -> None:
    assert _refuses(forms.FileField(), SimpleUploadedFile(f"{NUMBER} 명단.csv", b"x"))
    assert not _refuses(forms.FileField(), SimpleUploadedFile("명단.csv", b"x"))


def test_a_password_is_nobodys_business() -> None:
    assert forms.CharField(widget=forms.PasswordInput).clean(NUMBER) == NUMBER


def test_every_json_operation_is_guarded() -> None:
    views = [
        cell.cell_contents
        for pattern in api.urls[0]
        for cell in getattr(pattern.callback, "__closure__", None) or ()
    ]
    operations = [one for view in views for one in getattr(view, "operations", ())]
    assert len(operations) > 20
    for operation in operations:
        assert getattr(operation.view_func, "refuses_numbers", False), operation.operation_id
    for model in _below(BaseModel):
        apart = getattr(model, "judged_one_by_one", None)
        assert apart is None or model is SyncIn, f"{model} looks into its own texts?"


@pytest.mark.django_db
def test_a_program_is_told_which_rule_it_broke() -> None:
    answer = Client().post(
        "/api/v1/auth/token",
        {"username": NUMBER, "password": "x"},
        content_type="application/json",
    )
    assert answer.status_code == 422
    assert answer.json()["type"] == f"urn:dongne:{NUMBER_REFUSED}"
    assert NUMBER not in answer.content.decode()


@pytest.mark.django_db
def test_an_address_with_one_is_not_answered(cast: Cast) -> None:
    answer = Client().get("/find", {"q": NUMBER})
    assert answer.status_code == 422
    assert NUMBER not in answer.content.decode()


@pytest.mark.django_db
def test_a_change_that_holds_one_is_refused_with_its_audit_row(cast: Cast) -> None:
    assert connection.in_atomic_block
    with pytest.raises(Refused):
        record(
            SYSTEM,
            action="test",
            subject=cast.own.dong,
            now=NOW,
            changes={"reason": ["", f"김 {NUMBER}"]},
        )
