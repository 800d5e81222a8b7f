"""The column that a table is searched by, and the filters that somebody has kept."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.scope.public import TenantManager
from dongne.lib import personal_data as declaring


class WordsField(models.Field):
    """Bigrams of a row's texts as a `tsvector` without positions (see `queries.words_of`)."""

    description = "bigrams"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"default": "", "editable": False}
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        return "tsvector"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return "%s::tsvector"


@WordsField.register_lookup
class Holds(models.Lookup):
    """`words__holds="'맨홀' & '@17'"`: a query as PostgreSQL reads a `tsquery`."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, before = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", (*before, self.rhs)


class SavedFilter(models.Model):
    """What somebody looks for again and again: a list of the program, narrowed, under a name."""

    tenant_path: ClassVar[str] = "officer__dong"
    personal_data: ClassVar[declaring.Holds | None] = declaring.Holds(
        about=declaring.About.ANYBODY,
        columns={
            "name": "what an officer calls a search",
            "query": "the words searched for",
        },
        until="until its officer deletes it",
        why_clear=declaring.WHY_FREE_TEXT,
    )

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=40)
    """Name of the route that shows the list."""
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=500)
    created_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "page", "name"], name="one_saved_filter_of_a_name"
            ),
        ]
