from __future__ import annotations

from django.urls import path

from .views import drafting, reading

DRAFT = "office/forms/<uuid:version_id>"
WORD = f"{DRAFT}/words/<str:section>/<slug:slug>"

urlpatterns = [
    path("office/forms/", reading.forms, name="forms"),
    path("office/forms/start", drafting.form_start, name="form_start"),
    path(DRAFT, reading.form_version, name="form_version"),
    path(f"{DRAFT}/edit", drafting.form_edit, name="form_edit"),
    path(f"{DRAFT}/words/<str:section>/", drafting.form_word, name="form_word_new"),
    path(WORD, drafting.form_word, name="form_word"),
    path(f"{WORD}/retire", drafting.form_retire, name="form_retire"),
    path(f"{WORD}/move", drafting.form_move, name="form_move"),
    path(f"{DRAFT}/lists/<str:part>", drafting.form_list, name="form_list"),
    path(f"{DRAFT}/preview", drafting.form_preview, name="form_preview"),
    path(f"{DRAFT}/publish", drafting.form_publish, name="form_publish"),
    path(f"{DRAFT}/discard", drafting.form_discard, name="form_discard"),
    path(f"{DRAFT}/reopen", drafting.form_reopen, name="form_reopen"),
    path(f"{DRAFT}/withdraw", drafting.form_withdraw, name="form_withdraw"),
]
