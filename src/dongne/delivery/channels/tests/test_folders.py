"""Every folder is a channel with words in both languages; every reason has a sentence."""

from __future__ import annotations

import pkgutil

from django.utils.translation import override

from dongne.delivery.channels import providers
from dongne.delivery.channels.presenters.reasons import SENTENCES
from dongne.delivery.channels.public import channels, reason_words, words_of
from dongne.delivery.ways.public import Asking, Giving, Reason


def test_every_folder_is_a_channel_of_its_name() -> None:
    folders = {one.name for one in pkgutil.iter_modules(providers.__path__)}
    assert folders == set(channels())


def test_every_channel_says_in_both_languages_what_it_does() -> None:
    for key, channel in channels().items():
        words = words_of(key)
        told = [channel.names, *words.reasons.values()]
        told += [words.asking] if channel.asking is not Asking.NO else []
        told += [words.receiving] if channel.giving is not Giving.NO else []
        assert all(one.get("ko") and one.get("en") for one in told), key


def test_every_reason_is_a_sentence_in_both_languages() -> None:
    for language in ("ko", "en"):
        with override(language):
            for code in SENTENCES:
                assert reason_words(Reason(code=code)) != code
            for key in channels():
                for code in words_of(key).reasons:
                    assert reason_words(Reason(code=code, channel=key)) != code
