"""A dong's own words stand beside everybody's, and are nobody else's."""

from __future__ import annotations

import pytest

from dongne.outreach.fieldwork.public import Entry, Unacceptable, record_activity, sync
from dongne.outreach.vocabulary.models import Field
from dongne.outreach.vocabulary.public import vocabulary_of
from tests.cast import NOW, Cast, a_record


@pytest.fixture
def school_roads(cast: Cast) -> Field:
    """A field that only Seongsan 2-dong uses."""
    return Field.objects.create(
        dong=cast.far.dong,
        slug="school-roads",
        name="통학로",
        name_en="School roads",
        standard="safety",
        position=3,
    )


def test_own_fields_are_mapped_to_a_standard_one(cast: Cast, school_roads: Field) -> None:
    theirs = vocabulary_of(cast.far.dong.pk)
    assert theirs.standard_of("school-roads") == "safety"
    assert "school-roads" not in vocabulary_of(cast.own.dong.pk).fields


def test_a_field_of_another_dong_is_refused(cast: Cast, school_roads: Field) -> None:
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
    Field.objects.create(
        dong=cast.own.dong,
        slug="general",
        name="그 밖에",
        name_en="Others",
        standard="general",
        position=9,
    )
    assert vocabulary_of(cast.own.dong.pk).fields["general"].name == "그 밖에"
    assert vocabulary_of(cast.far.dong.pk).fields["general"].name == "일반"
