from __future__ import annotations

from django.urls import path

from .views.receipts import receipts

urlpatterns = [
    path("messages/receipts/<slug:provider>", receipts, name="message_receipts"),
]
