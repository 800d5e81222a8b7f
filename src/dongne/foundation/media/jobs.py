"""The job of this module: making the pictures that are kept."""

from dongne.foundation.jobs.public import defer

DERIVE = "media.derive"


def ask_for_pictures(photo_id: int) -> None:
    defer(DERIVE, photo_id=photo_id)
