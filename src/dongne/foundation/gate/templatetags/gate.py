"""`{% gate_ticket "intake.report" %}` inside a form: it waits while somebody is writing."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..access import TICKET, address_of
from ..services.proving import new_ticket

register = template.Library()


@register.simple_tag(takes_context=True)
def gate_ticket(context: Context, name: str) -> SafeString:
    """A hidden field. Sent again with the same form after a mistake, it keeps its age."""
    if not settings.LIMITS:
        return SafeString("")
    request = context["request"]
    ticket = request.POST.get(TICKET, "") or new_ticket(
        name, who=address_of(request), now=timezone.now()
    )
    return format_html('<input type="hidden" name="{}" value="{}">', TICKET, ticket)
