"""Photos: taken in with `receive_photo`, shown by address, printed from their bytes."""

from .models import Photo
from .presenters import full_url, state_sentence, thumb_url
from .queries import photos_by_sha, picture_bytes
from .services import PhotoRefused, derive_pictures, discard_photos, receive_photo
from .states import PhotoState, Variant

__all__ = [
    "Photo",
    "PhotoRefused",
    "PhotoState",
    "Variant",
    "derive_pictures",
    "discard_photos",
    "full_url",
    "photos_by_sha",
    "picture_bytes",
    "receive_photo",
    "state_sentence",
    "thumb_url",
]
