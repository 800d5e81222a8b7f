from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from dongne.foundation.messaging.models import OptOut, ProviderSetting
from dongne.foundation.messaging.public import (
    Means,
    Message,
    MessageState,
    Past,
    Recipient,
    make_batch,
    print_batch,
    remember_messages,
)
from tests.cast import NOW

from . import Made

GREETING = {"name": "박보람", "office": "신정4동", "officer": "최주무", "phone": "02-2600-0000"}


def make(things: Any) -> Made:
    """Messages of own's dong: one to be sent, one unknown, one that nothing reached, letters in a
    batch and waiting; a notice of own's; an opt-out; a provider."""
    cast, me = things.cast, things.me
    dong = cast.own.dong

    def put(means: Means, state: MessageState, **to: Any) -> Message:
        past = Past(
            event="household.greeted",
            to=Recipient(name="박보람", phone="010-0000-1234", **to),
            values=GREETING,
            means=means,
            state=state,
            at=NOW - timedelta(days=1),
        )
        return remember_messages(me, dong_id=dong.pk, past=[past], now=NOW)[0]

    def notice() -> UUID:
        to = Recipient(officer_id=cast.own.officer.pk)
        past = Past(
            event="messaging.trial",
            to=to,
            values={"name": "최주무"},
            means=Means.NOTICE,
            state=MessageState.DELIVERED,
            at=NOW,
        )
        return remember_messages(me, dong_id=dong.pk, past=[past], now=NOW)[0].pk

    put(Means.LETTER, MessageState.SENT, address="08007 서울특별시 양천구 중앙로 1")
    batch = make_batch(me, dong_id=dong.pk, now=NOW)
    print_batch(me, batch_id=batch.pk, now=NOW)
    letter = put(Means.LETTER, MessageState.SENT, address="08007 서울특별시 양천구 중앙로 2")
    opt_out = OptOut.objects.create(
        dong=dong, phone="010-0000-1234", since=NOW, how="telephone", kind=""
    )
    provider = ProviderSetting.objects.create(means="sms", provider="solapi", is_on=False)
    text = {"event": "household.greeted", "text_language": "ko", "text_form": "short"}
    return Made(
        always={
            "message_id": put(Means.SMS, MessageState.ASKED).pk,
            "batch_id": batch.pk,
            "opt_out_id": opt_out.pk,
            "setting_id": provider.pk,
            "provider_means": "sms",
            "provider_name": "solapi",
            "provider": "solapi",
            **text,
        },
        states={
            "unknown": {"message_id": put(Means.SMS, MessageState.UNKNOWN).pk},
            "missed": {"message_id": put(Means.SMS, MessageState.PERMANENT_FAILURE).pk},
            "letter": {"message_id": letter.pk},
            "notice": {"message_id": notice()},
        },
        bodies={
            "message_open": {"purpose": "문의에 답함"},
            "message_decide": {"decision": "arrived", "note": "본인이 받았다고 함"},
            "message_call": {"outcome": "left_word"},
            "letter_address": {"name": "박보람", "address": "08007 서울 양천구 중앙로 3"},
            "letter_returned": {"number": "20261120-9-001"},
            "letter_envelope": {
                "width": "220",
                "height": "105",
                "left": "20",
                "top": "42",
                "window_width": "95",
                "window_height": "45",
            },
            "message_template": {
                "subject": "인사",
                "text": "{name}님, 반갑습니다.",
                "preview": "1",
            },
            "message_template_back": {"version": "0"},
            "message_settings": {"is_on": "on", "starts": "21:00", "ends": "08:00"},
            "opt_outs": {"contact": "010-0000-5678", "how": "counter"},
            "message_provider": {"sender": "02-2600-0000", "key": "key"},
            "message_provider_change": {"do": "up"},
            "notice_settings": {"push": "messaging.trial"},
        },
        queries={"message_costs": "?month=2026-11"},
    )
