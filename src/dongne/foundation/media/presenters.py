"""Addresses and sentences of photos and sounds. What a picture shows is told by whoever took it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Photo, Sound
from .states import PhotoState, Variant


def thumb_url(photo: Photo) -> str:
    """At most 480 pixels long."""
    return _url(photo, Variant.THUMB)


def full_url(photo: Photo) -> str:
    """At most 2,560 pixels long."""
    return _url(photo, Variant.FULL)


def sound_url(sound: Sound) -> str:
    return reverse("sound", args=[sound.pk])


def _url(photo: Photo, variant: Variant) -> str:
    return reverse("photo", args=[photo.pk, variant])


def state_sentence(photo: Photo) -> str:
    """What to say instead of the picture; empty if there is one."""
    match photo.state:
        case PhotoState.RECEIVED:
            return _("사진을 준비하고 있습니다.")
        case PhotoState.BROKEN:
            return _("사진을 읽을 수 없습니다.")
        case _:
            return ""
