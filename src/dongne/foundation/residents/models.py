"""Persons, households, who lives where, and who is kept from whom.

There is no column for a resident registration number, and text that holds one is refused
(개인정보 보호법 제24조의2). What identifies somebody lies in sealed columns only.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dongne.foundation.organisations.public import Officer
from dongne.foundation.places.public import Dong, Tong
from dongne.foundation.vault.public import KeyedIndexField, SealedField, SealedModel
from dongne.lib.ids import new_id
from dongne.lib.personal_data import About, Holds

from . import states
from .managers import ResidentManager


def _choices(kinds: type[states.StrEnum]) -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in kinds]


class Person(SealedModel):
    """A resident, or whoever else the office has to reach. Belongs to one dong at a time.

    `version` counts the edits, so that of two people who edit at once the second is told.
    A merged person points at who it became part of; a destroyed one keeps key, dong and dates.
    """

    tenant_path: ClassVar[str] = "dong"
    person_path: ClassVar[str] = "pk"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "name": "name",
            "phone": "telephone number",
            "second_phone": "a second telephone number",
            "email": "e-mail address",
            "address": "road address",
            "address_detail": "building, floor and door",
            "birth_date": "date of birth",
            "note": "what to heed when meeting the person",
            "tong": "the neighbourhood unit of the address",
            "sex": "sex, where the person said so",
            "language": "language of messages",
            "reached_by": "preferred way of being reached",
        },
        sealed=frozenset(
            {
                "name",
                "phone",
                "second_phone",
                "email",
                "address",
                "address_detail",
                "birth_date",
                "note",
            }
        ),
        until="the end of the time-limit of its retention class, or the person's own request",
        why_clear=(
            "lists of a zone are read by tong, and a unit of some hundred households points at "
            "nobody; sex, language and way of reaching choose a text and say nothing of who it is"
        ),
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="persons")
    tong = models.ForeignKey(Tong, null=True, on_delete=models.PROTECT, related_name="persons")

    name = SealedField(mask="name")
    phone = SealedField(mask="phone")
    second_phone = SealedField(mask="phone")
    email = SealedField(mask="email")
    address = SealedField(mask="address")
    address_detail = SealedField(mask="hidden")
    birth_date = SealedField(mask="birth_date")
    note = SealedField(mask="hidden")

    name_key = KeyedIndexField(of="name", normal="name")
    phone_key = KeyedIndexField(of="phone", normal="phone")
    phone_last4 = KeyedIndexField(of="phone", normal="last_four")
    second_phone_key = KeyedIndexField(of="second_phone", normal="phone")
    second_last4 = KeyedIndexField(of="second_phone", normal="last_four")
    birth_key = KeyedIndexField(of="birth_date", normal="date")
    email_key = KeyedIndexField(of="email", normal="email")
    address_key = KeyedIndexField(of="address", normal="address")

    sex = models.CharField(max_length=8, blank=True, choices=_choices(states.Sex))
    language = models.CharField(max_length=5, default="ko")
    reached_by = models.CharField(max_length=8, default="phone", choices=_choices(states.Means))
    retention = models.CharField(max_length=32, default=states.Retention.RESIDENT)
    keep_until = models.DateField(null=True)
    source = models.CharField(max_length=16, default="counter", choices=_choices(states.Source))
    version = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    destroyed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ResidentManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="person_is_not_merged_into_itself",
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
            ),
            models.CheckConstraint(
                name="person_destroyed_holds_nothing",
                condition=models.Q(destroyed_at=None)
                | models.Q(
                    name=None,
                    phone=None,
                    second_phone=None,
                    email=None,
                    address=None,
                    address_detail=None,
                    birth_date=None,
                    note=None,
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["dong", "name_key"], name="person_name"),
            models.Index(fields=["dong", "phone_key"], name="person_phone"),
            models.Index(fields=["dong", "phone_last4"], name="person_last4"),
            models.Index(
                fields=["dong", "second_phone_key"],
                name="person_second_phone",
                condition=models.Q(second_phone_key__isnull=False),
            ),
            models.Index(
                fields=["dong", "second_last4"],
                name="person_second_last4",
                condition=models.Q(second_last4__isnull=False),
            ),
            models.Index(fields=["dong", "birth_key"], name="person_birth"),
            models.Index(
                fields=["dong", "email_key"],
                name="person_email",
                condition=models.Q(email_key__isnull=False),
            ),
            models.Index(
                fields=["dong", "address_key"],
                name="person_address",
                condition=models.Q(address_key__isnull=False),
            ),
            models.Index(fields=["dong", "tong", "id"], name="person_tong"),
            models.Index(
                fields=["keep_until"],
                name="person_keep_until",
                condition=models.Q(destroyed_at__isnull=True),
            ),
        ]

    @property
    def is_gone(self) -> bool:
        """Merged into another or destroyed: shown as what it was, never chosen again."""
        return self.merged_into_id is not None or self.destroyed_at is not None

    @property
    def whose(self) -> str:
        """How logs name whose data was opened: never a name."""
        return f"resident:{self.pk}"


class Household(SealedModel):
    """세대: people who live together at one address. Its head is a membership."""

    tenant_path: ClassVar[str] = "dong"
    household_path: ClassVar[str] = "pk"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "address": "road address",
            "address_detail": "building, floor and door",
            "tong": "the neighbourhood unit of the address",
        },
        sealed=frozenset({"address", "address_detail"}),
        until="its last member is destroyed",
        why_clear="lists of a zone are read by tong; a unit of some hundred households",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="households")
    tong = models.ForeignKey(Tong, null=True, on_delete=models.PROTECT, related_name="households")
    address = SealedField(mask="address")
    address_detail = SealedField(mask="hidden")
    address_key = KeyedIndexField(of="address", normal="address")
    version = models.PositiveIntegerField(default=1)
    dissolved_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ResidentManager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["dong", "address_key"], name="household_address"),
            models.Index(fields=["dong", "tong", "id"], name="household_tong"),
        ]

    @property
    def whose(self) -> str:
        """As `Person.whose`."""
        return f"household:{self.pk}"


class Membership(models.Model):
    """From day to day somebody lives in a household; one at a time."""

    tenant_path: ClassVar[str] = "household__dong"
    person_path: ClassVar[str] = "person"
    household_path: ClassVar[str] = "household"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={"relation": "how somebody is related to the head of the household"},
        until="the person is destroyed",
        why_clear="between two keys it names nobody; households are drawn up by it",
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="memberships")
    relation = models.CharField(max_length=16, choices=_choices(states.Relation))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = ResidentManager()

    class Meta:
        ordering = ["household", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                name="one_household_of_a_person",
                condition=models.Q(ends_on__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["household"],
                name="one_head_of_a_household",
                condition=models.Q(ends_on__isnull=True, relation="head"),
            ),
            models.CheckConstraint(
                name="membership_in_order",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]
        indexes = [models.Index(fields=["person", "starts_on"], name="membership_person")]


class Block(SealedModel):
    """Somebody is kept from a person or a whole household, on every page and by every channel.

    Who is kept away is another person of the office's list, a member of the staff, or words typed
    in (name with birth date or phone); at least one of them.
    """

    tenant_path: ClassVar[str] = "dong"
    person_path: ClassVar[str] = "person"
    household_path: ClassVar[str] = "household"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={
            "blocked_name": "name of who is kept away",
            "blocked_phone": "telephone number of who is kept away",
            "blocked_birth_date": "date of birth of who is kept away",
            "note": "what the block rests on (number of the order)",
            "lifted_reason": "why it was ended early",
            "basis": "why it holds",
        },
        sealed=frozenset(
            {"blocked_name", "blocked_phone", "blocked_birth_date", "note", "lifted_reason"}
        ),
        until="the protected person is destroyed",
        why_clear="the kind of reason is needed to show and end a block, and names nobody",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="blocks")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="blocks")
    household = models.ForeignKey(
        Household, null=True, on_delete=models.CASCADE, related_name="blocks"
    )
    blocked_person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="kept_away_by"
    )
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="kept_away_by"
    )
    blocked_name = SealedField(mask="name")
    blocked_phone = SealedField(mask="phone")
    blocked_birth_date = SealedField(mask="birth_date")
    blocked_name_key = KeyedIndexField(of="blocked_name", normal="name")
    blocked_phone_key = KeyedIndexField(of="blocked_phone", normal="phone")
    blocked_birth_key = KeyedIndexField(of="blocked_birth_date", normal="date")
    basis = models.CharField(max_length=16, choices=_choices(states.Basis))
    note = SealedField(mask="hidden")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_reason = SealedField(mask="hidden")

    objects = ResidentManager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="block_protects_one",
                condition=models.Q(person__isnull=False, household__isnull=True)
                | models.Q(person__isnull=True, household__isnull=False),
            ),
            models.CheckConstraint(
                name="block_in_order",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["officer"],
                name="block_officer",
                condition=models.Q(officer__isnull=False),
            ),
            models.Index(fields=["dong", "blocked_name_key"], name="block_name"),
            models.Index(fields=["dong", "blocked_phone_key"], name="block_phone"),
        ]


class Merge(SealedModel):
    """Two rows that were one person. `before` is what the one that stays had, as JSON by column;
    `moved` names the rows that were moved to it, by kind and key, with what they were."""

    tenant_path: ClassVar[str] = "dong"
    person_path: ClassVar[str] = "kept"
    personal_data: ClassVar[Holds | None] = Holds(
        about=About.RESIDENT,
        columns={"before": "columns of the person as they were before"},
        sealed=frozenset({"before"}),
        until="emptied when the merge can no longer be taken back, seven days later",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    before = SealedField(mask="hidden")
    moved = models.JSONField(default=dict)
    version = models.PositiveIntegerField()
    """Of the one that stays, right after the merge."""
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects = ResidentManager()

    class Meta:
        indexes = [models.Index(fields=["dong", "-merged_at"], name="merge_newest")]


class Different(models.Model):
    """Somebody looked: these two look alike and are not the same. `one` is the smaller key."""

    tenant_path: ClassVar[str] = "dong"
    person_path: ClassVar[str] = "one"
    personal_data: ClassVar[Holds | None] = None

    dong = models.ForeignKey(Dong, on_delete=models.PROTECT, related_name="+")
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    objects = ResidentManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_are_different_once"),
        ]
