"""A line with a telephone's number in: a line with the texts that came there out, as JSON.
A line with the name of one of the demonstration's volunteers in: their number out."""

from __future__ import annotations

import json
import sys

import django


def number_of(name: str) -> str:
    from dongne.delivery.couriers.public import Courier
    from dongne.foundation.scope.public import SYSTEM

    rows = Courier.objects.for_viewer(SYSTEM).select_related("person").exclude(person=None)
    return next(
        str(row.person.phone.reveal())
        for row in rows
        if row.person and row.person.name and row.person.name.reveal() == name
    )


def main() -> None:
    django.setup()
    from django.db.models import Q

    from dongne.foundation.messaging.public import Message
    from dongne.foundation.residents.public import Person
    from dongne.foundation.scope.public import SYSTEM

    for line in sys.stdin:
        phone = line.strip()
        if not any(sign.isdigit() for sign in phone):
            sys.stdout.write(json.dumps([number_of(phone)]) + "\n")
            sys.stdout.flush()
            continue
        # To a resident it is addressed by their key; the number is theirs.
        people = Person.objects.for_viewer(SYSTEM).filter(
            phone_key__in=Person.keyed("phone_key", phone)
        )
        there = Q(phone_key__in=Message.keyed("phone_key", phone)) | Q(
            person_id__in=list(people.values_list("pk", flat=True))
        )
        rows = Message.objects.for_viewer(SYSTEM).filter(there)
        texts = [str(row.body.reveal()) for row in rows.order_by("asked_at", "pk") if row.body]
        sys.stdout.write(json.dumps(texts) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
