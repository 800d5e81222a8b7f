"""How far this database has been brought up. One row, written by the command `boot`."""

from typing import ClassVar

from django.db import models

from dongne.lib.personal_data import NOTHING, Holds


class Demonstration(models.TextChoices):
    """Decided when the database is new, so that an office's own never gets made-up people."""

    NO = "no"
    WANTED = "wanted"
    LOADED = "loaded"


class Boot(models.Model):
    personal_data: ClassVar[Holds | None] = NOTHING

    id = models.SmallIntegerField(primary_key=True, default=1)
    ready = models.BooleanField(default=False)
    version = models.CharField(max_length=40)
    # `schema.fingerprint()` of the program that last brought it up.
    schema = models.CharField(max_length=64)
    demonstration = models.CharField(max_length=10, choices=Demonstration)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="boot_is_one_row")]
