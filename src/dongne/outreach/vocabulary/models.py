"""Kinds and fields as rows: a row without a dong is everybody's, one with a dong is its own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language

from dongne.foundation.places.public import Dong

from .standard import STANDARD_FIELDS


class Word(models.Model):
    """What a kind and a field share. `slug` is what records hold and the JSON interface speaks."""

    dong = models.ForeignKey(Dong, null=True, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class Kind(Word):
    """활동 구분. `reported` kinds are the columns of a report's table of counts."""

    reported = models.BooleanField(default=True)
    counted = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dong", "slug"], name="one_kind_of_a_slug", nulls_distinct=False
            ),
        ]


class Field(Word):
    """분야. A dong's own field counts under one of the six standard ones."""

    standard = models.SlugField(max_length=40, choices=[(s, s) for s in STANDARD_FIELDS])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dong", "slug"], name="one_field_of_a_slug", nulls_distinct=False
            ),
        ]
