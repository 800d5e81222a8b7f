"""What an activity is found by."""

from __future__ import annotations

from dongne.foundation.search.public import words_of

from ..models import Activity


def searched_words(activity: Activity) -> str:
    texts = (activity.memo, activity.measure, activity.address)
    return words_of(*texts, dong_id=activity.dong_id)
