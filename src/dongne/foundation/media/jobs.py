"""The jobs of this module: making the pictures that are kept, and deleting what is not."""

from dongne.foundation.jobs.public import defer

DERIVE = "media.derive"
UNLINK = "media.unlink"


def ask_for_pictures(photo_id: int) -> None:
    defer(DERIVE, photo_id=photo_id)


def ask_to_unlink(dong_id: int, shas: list[str]) -> None:
    defer(UNLINK, dong_id=dong_id, shas=" ".join(shas))
