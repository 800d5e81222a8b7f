"""Photos and sounds: taken in with `receive_photo` and `receive_sound`, or part by part; shown by
address, printed from their bytes."""

from .models import Photo, Sound
from .presenters import full_url, sound_url, state_sentence, thumb_url
from .queries import photos_by_sha, picture_bytes, pieces_here, sounds_by_sha, without_file
from .services.disk import FileRefused, PartRefused, PhotoRefused, SoundRefused
from .services.parts import (
    append_part,
    drop_kept,
    drop_part,
    keep_part,
    kept_part,
    part_length,
    take_part,
)
from .services.photos import discard_photos, receive_photo
from .services.pictures import derive_pictures
from .services.sounds import receive_sound, sound_bytes
from .states import PhotoState, Variant

__all__ = [
    "FileRefused",
    "PartRefused",
    "Photo",
    "PhotoRefused",
    "PhotoState",
    "Sound",
    "SoundRefused",
    "Variant",
    "append_part",
    "derive_pictures",
    "discard_photos",
    "drop_kept",
    "drop_part",
    "full_url",
    "keep_part",
    "kept_part",
    "part_length",
    "photos_by_sha",
    "picture_bytes",
    "pieces_here",
    "receive_photo",
    "receive_sound",
    "sound_bytes",
    "sound_url",
    "sounds_by_sha",
    "state_sentence",
    "take_part",
    "thumb_url",
    "without_file",
]
