"""A dong's own words stand in its own form, and are nobody else's."""

from __future__ import annotations

import pytest

from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.fieldwork.public import Entry, Unacceptable, record_activity, sync
from dongne.outreach.vocabulary.public import publish, start_draft, vocabulary_of, write_word
from tests.cast import NOW, Cast, a_record

TODAY = seoul_day(NOW)
SCHOOL_ROADS = {"name": "통학로", "name_en": "School roads", "standard": "safety"}


def own_form(cast: Cast, values: dict[str, object], slug: str = "+") -> str:
    """A form of Seongsan 2-dong that holds from this month, with one field changed or added."""
    lead = cast.viewer(cast.far.lead)
    draft = start_draft(lead, now=NOW)
    slug = write_word(
        lead, version_id=draft.pk, section="fields", slug=slug, values=values, now=NOW
    )
    publish(lead, version_id=draft.pk, month=Month.of(TODAY), now=NOW)
    return slug


def test_own_fields_are_mapped_to_a_standard_one(cast: Cast) -> None:
    assert own_form(cast, SCHOOL_ROADS) == "school-roads"
    theirs = vocabulary_of(cast.far.dong.pk, TODAY)
    assert theirs.standard_of("school-roads") == "safety"
    assert "school-roads" not in vocabulary_of(cast.own.dong.pk, TODAY).fields


def test_a_field_of_another_dong_is_refused(cast: Cast) -> None:
    own_form(cast, SCHOOL_ROADS)
    own, far = cast.viewer(cast.own.officer), cast.viewer(cast.far.officer)
    record = a_record(field="school-roads")
    with pytest.raises(Unacceptable) as refused:
        record_activity(own, record=record, now=NOW)
    assert refused.value.parts[0][0] == "field"
    [answer] = sync(
        own,
        device="t",
        sent_at=None,
        entries=[Entry(raw_id=str(record.id), record=record)],
        now=NOW,
    )
    assert (answer.status, answer.reason) == ("rejected", "field_unknown")
    record_activity(far, record=record, now=NOW)


def test_a_dong_may_rename_a_word_for_itself(cast: Cast) -> None:
    own_form(cast, {"name": "그 밖에", "name_en": "Others"}, slug="general")
    assert vocabulary_of(cast.far.dong.pk, TODAY).fields["general"].name == "그 밖에"
    assert vocabulary_of(cast.own.dong.pk, TODAY).fields["general"].name == "일반"
