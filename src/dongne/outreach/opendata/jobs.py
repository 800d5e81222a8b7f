"""Names of background jobs and how they are asked for."""

from dongne.foundation.jobs.public import defer

LOOK_AGAIN = "opendata.look_again"
"""Every case of a dong is put where it now belongs on the map."""


def look_again(dong_id: int) -> None:
    defer(LOOK_AGAIN, dong_id=dong_id)
