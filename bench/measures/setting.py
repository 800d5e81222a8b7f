"""What the measurements share: a house with a city in it, and thin Django beside it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass

import django

from bench import city, house
from bench.thin import running


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How large and how long: A and B take turns, `rounds` times, `seconds` each."""

    city: city.City
    rounds: int
    seconds: float
    connections: int = 8


NORMAL = Profile(city=city.City(), rounds=5, seconds=3.0)
QUICK = Profile(city=city.City(dongs=85, months=12, detailed=1), rounds=3, seconds=1.0)
# Twenty million activities as rows: some ten minutes and 12 GB to build.
WHOLE = Profile(city=city.City(detailed=36), rounds=5, seconds=3.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    profile: Profile
    house: house.House
    built: city.Built
    thin: running.Thin


@contextlib.contextmanager
def prepared(profile: Profile) -> Iterator[Setting]:
    """From here on Django knows the house's database."""
    with house.standing() as own:
        built = city.build(profile.city, own.superuser_url)
        os.environ |= {
            "DATABASE_URL": own.url,
            "DONGNE_DATA": str(own.data),
            "DJANGO_SETTINGS_MODULE": "dongne.config.settings",
        }
        django.setup()
        with running.beside(own) as thin:
            yield Setting(profile=profile, house=own, built=built, thin=thin)
