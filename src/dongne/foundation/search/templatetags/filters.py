"""`{% saved_filters "activities" %}`: the kept filters of a list, and a way to keep this one."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from dongne.foundation.search.presenters import same_query
from dongne.foundation.search.queries import saved_filters
from dongne.foundation.search.services import KEPT, NAME_LENGTH

register = template.Library()


@register.inclusion_tag("search/saved_filters.html", takes_context=True, name="saved_filters")
def saved_filters_tag(context: Context, page: str, narrowed: bool = True) -> dict[str, Any]:
    """One statement. `narrowed`: there is something to keep."""
    request = context["request"]
    kept = saved_filters(request.viewer, page=page)
    address = reverse(page)
    here = request.GET.urlencode()
    rows = [
        {
            "id": row.pk,
            "name": row.name,
            "url": f"{address}?{row.query}",
            "current": same_query(row.query, here),
        }
        for row in kept
    ]
    return {
        "rows": rows,
        "page": page,
        "query": here,
        "may_keep": narrowed and len(kept) < KEPT and not any(row["current"] for row in rows),
        "length": NAME_LENGTH,
        "csrf_token": context.get("csrf_token"),
    }
