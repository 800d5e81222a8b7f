from __future__ import annotations

from django.urls import path

from .views import calling, letters, listing, notices, providers, settings, templates
from .views.receipts import receipts

urlpatterns = [
    path("messages/receipts/<slug:provider>", receipts, name="message_receipts"),
    path("messages/", listing.messages, name="messages"),
    path("messages/unknown/", calling.messages_unknown, name="messages_unknown"),
    path("messages/missed/", calling.messages_missed, name="messages_missed"),
    path("messages/settings/", settings.message_settings, name="message_settings"),
    path("messages/settings/opt-outs/", settings.opt_outs, name="opt_outs"),
    path(
        "messages/settings/opt-outs/<uuid:opt_out_id>/end/",
        settings.opt_out_end,
        name="opt_out_end",
    ),
    path("messages/costs/", settings.message_costs, name="message_costs"),
    path("messages/costs/<str:shape>", settings.message_costs_file, name="message_costs_file"),
    path("messages/providers/", providers.providers, name="message_providers"),
    path(
        "messages/providers/<slug:provider_means>/<slug:provider_name>/",
        providers.provider,
        name="message_provider",
    ),
    path(
        "messages/providers/<uuid:setting_id>/",
        providers.provider_change,
        name="message_provider_change",
    ),
    path("messages/texts/", templates.templates, name="message_templates"),
    path(
        "messages/texts/<str:event>/<slug:text_language>/<slug:text_form>/",
        templates.template,
        name="message_template",
    ),
    path(
        "messages/texts/<str:event>/<slug:text_language>/<slug:text_form>/back/",
        templates.template_restore,
        name="message_template_back",
    ),
    path("messages/<uuid:message_id>/", listing.message, name="message"),
    path("messages/<uuid:message_id>/open/", listing.message_open, name="message_open"),
    path("messages/<uuid:message_id>/decide/", listing.message_decide, name="message_decide"),
    path("messages/<uuid:message_id>/again/", listing.message_again, name="message_again"),
    path(
        "messages/<uuid:message_id>/take-back/", listing.message_take_back, name="message_take_back"
    ),
    path("messages/<uuid:message_id>/call/", calling.message_call, name="message_call"),
    path("messages/<uuid:message_id>/number/", calling.message_number, name="message_number"),
    path("letters/", letters.letters, name="letters"),
    path("letters/returned/", letters.letter_returned, name="letter_returned"),
    path("letters/envelope/", letters.letter_envelope, name="letter_envelope"),
    path("letters/<uuid:message_id>/address/", letters.letter_address, name="letter_address"),
    path("letters/batches/<uuid:batch_id>/", letters.letter_batch, name="letter_batch"),
    path("letters/batches/<uuid:batch_id>/print/", letters.letter_print, name="letter_print"),
    path("letters/batches/<uuid:batch_id>/posted/", letters.letter_posted, name="letter_posted"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.notices_read, name="notices_read"),
    path("notices/settings/", notices.notice_settings, name="notice_settings"),
    path("notices/trial/", settings.message_trial, name="message_trial"),
    path("notices/device/", notices.notice_device, name="notice_device"),
    path("notices/<uuid:message_id>/", notices.notice_open, name="notice_open"),
    path("push-worker.js", notices.push_worker, name="push_worker"),
]
