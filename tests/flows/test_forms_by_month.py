"""Which form holds when; a month that is over never changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from dongne.foundation.organisations.public import Account, issue_token
from dongne.lib.refusals import Refused
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.public import record_activity
from dongne.outreach.sharing.papers import rollup_document
from dongne.outreach.sharing.queries import roll_up
from dongne.outreach.vocabulary import services
from dongne.outreach.vocabulary.public import vocabularies_of, vocabulary_of
from tests.cast import NOW, Cast, a_record
from tests.flows.forming import change

THIS = Month.of(seoul_day(NOW))
LATER = [THIS]
while len(LATER) < 5:
    LATER.append(LATER[-1].next())
DESKS = {0: "lead", 1: "district_desk", 2: "city_desk"}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(sorted(DESKS)), st.integers(0, 4)), max_size=6))
def test_the_nearest_form_of_the_month_holds(cast: Cast, steps: list[tuple[int, int]]) -> None:
    """Against a plain list: nearest owner first, then the latest month, then the latest written."""
    with transaction.atomic():
        written: list[tuple[int, int, int, str]] = []
        for n, (level, at) in enumerate(steps):
            who = cast.own.lead if level == 0 else getattr(cast, DESKS[level])
            version = change(
                cast.viewer(who), LATER[at], "general", now=NOW, name=f"말 {n}", name_en=""
            )
            written.append((level, at, n, str(version.pk)))
        known = vocabularies_of(cast.own.dong.pk)
        for place, month in enumerate(LATER):
            day = month.last
            holding = [one for one in written if one[1] <= place]
            expected = min(holding, key=lambda one: (one[0], -one[1], -one[2]), default=None)
            found = vocabulary_of(cast.own.dong.pk, day)
            name = f"말 {expected[2]}" if expected else "일반"
            assert found.fields["general"].name == name
            assert known.on(day) == found
        transaction.set_rollback(True)


def test_one_statement_also_when_the_form_is_known(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    change(cast.viewer(cast.own.lead), THIS, "+", now=NOW, name="통학로", standard="safety")
    for _ in range(2):
        with django_assert_num_queries(1):
            vocabulary_of(cast.own.dong.pk, seoul_day(NOW))


@pytest.fixture
def page(client: Client, cast: Cast) -> Client:
    account = Account.objects.get(officer=cast.own.lead)
    client.force_login(account, "dongne.foundation.organisations.identity.AccountBackend")
    return client


def _main(response: Any) -> str:
    """What the page says, without the frame and its tokens."""
    text: str = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_a_month_that_is_over_reads_as_it_was(page: Client, cast: Cast) -> None:
    own, lead = cast.viewer(cast.own.officer), cast.viewer(cast.own.lead)
    past = NOW - timedelta(days=25)
    kept = record_activity(own, record=a_record(field="general", happened_at=past), now=NOW)
    addresses = [
        reverse("month", args=[THIS.previous()]),
        reverse("activity", args=[kept.pk]),
        f"{reverse('activities')}?month={THIS.previous()}",
    ]
    token = issue_token(own, account=Account.objects.get(officer=cast.own.officer), now=NOW)

    def read() -> list[object]:
        pages = [_main(page.get(address)) for address in addresses]
        answers = [
            page.get(f"/api/v1/{what}", headers={"Authorization": f"Bearer {token}"}).json()
            for what in (
                f"forms?month={THIS.previous()}",
                f"rollups/{THIS.previous()}?dong=sinjeong4",
                f"activities/{kept.pk}",
            )
        ]
        # What PDF, HWPX, XLSX and CSV are all made from.
        found = roll_up(lead, dong=cast.own.dong, month=THIS.previous())
        return [*pages, *answers, rollup_document(lead, found, now=NOW)]

    before = read()
    change(lead, THIS, "general", now=NOW, name="그 밖의 일", name_en="")
    change(lead, THIS.next(), "general", now=NOW, retired=True)
    assert read() == before
    now_said = vocabulary_of(cast.own.dong.pk, seoul_day(NOW))
    assert now_said.field("general").name == "그 밖의 일"


def test_the_same_month_under_two_forms(cast: Cast) -> None:
    change(cast.viewer(cast.far.lead), THIS, "general", now=NOW, name="나머지", name_en="")
    day = seoul_day(NOW)
    assert vocabulary_of(cast.far.dong.pk, day).field("general").name == "나머지"
    assert vocabulary_of(cast.own.dong.pk, day).field("general").name == "일반"
    assert vocabulary_of(cast.far.dong.pk, THIS.previous().last).field("general").name == "일반"


def test_a_word_that_was_recorded_this_month_goes_only_next_month(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    record_activity(cast.viewer(cast.own.officer), record=a_record(field="general"), now=NOW)
    for values, code in (
        ({"retired": True}, "word_in_use"),
        ({"retired": False, "standard": "safety"}, "field_in_use"),
    ):
        draft = services.start_draft(lead, now=NOW)
        services.write_word(
            lead, version_id=draft.pk, section="fields", slug="general", values=values, now=NOW
        )
        with pytest.raises(Refused) as refused:
            services.publish(lead, version_id=draft.pk, month=THIS, now=NOW)
        assert refused.value.code == code
        assert "일반" in refused.value.message
        services.publish(lead, version_id=draft.pk, month=THIS.next(), now=NOW)


def test_a_retired_word_from_a_phone_is_kept_and_shown(cast: Cast) -> None:
    """Nothing recorded is lost: the phone was offline when the form changed."""
    change(cast.viewer(cast.own.lead), THIS, "general", now=NOW, retired=True)
    kept = record_activity(cast.viewer(cast.own.officer), record=a_record(field="general"), now=NOW)
    words = vocabulary_of(cast.own.dong.pk, kept.day)
    assert "general" not in words.fields
    assert words.field("general").name == "일반"
    assert words.standard_of("general") == "general"


def test_a_publication_is_taken_back_while_nothing_was_recorded_with_it(cast: Cast) -> None:
    lead = cast.viewer(cast.own.lead)
    version = change(lead, THIS, "+", now=NOW, name="통학로", standard="safety")
    record_activity(cast.viewer(cast.own.officer), record=a_record(), now=NOW)
    with pytest.raises(Refused) as refused:
        services.withdraw(lead, version_id=version.pk, now=NOW)
    assert refused.value.code == "form_in_use"
    coming = change(lead, THIS.next(), "general", now=NOW, name="나머지")
    services.withdraw(lead, version_id=coming.pk, now=NOW)
    words = vocabulary_of(cast.own.dong.pk, THIS.next().last)
    assert (words.field("general").name, "school-roads" in words.fields) == ("일반", False)


def test_a_month_that_is_over_cannot_get_another_form(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        change(cast.viewer(cast.own.lead), THIS.previous(), "general", now=NOW, name="나머지")
    assert refused.value.code == "month_past"
    assert vocabulary_of(cast.own.dong.pk, date(2017, 3, 1)).field("general").name == "일반"
