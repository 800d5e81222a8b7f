"""Drafts: bad input is refused with a sentence, two editors lose nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dongne.foundation.organisations.public import Account
from dongne.lib.refusals import Refused
from dongne.lib.seoul import Month, seoul_day
from dongne.outreach.vocabulary import rules, services
from dongne.outreach.vocabulary.models import FormVersion
from dongne.outreach.vocabulary.standard import standard_content
from tests.cast import NOW, Cast

THIS = Month.of(seoul_day(NOW))


@pytest.fixture
def draft(cast: Cast) -> FormVersion:
    return services.start_draft(cast.viewer(cast.own.lead), now=NOW)


def _write(cast: Cast, draft: FormVersion, slug: str, **values: Any) -> str:
    return services.write_word(
        cast.viewer(cast.own.lead),
        version_id=draft.pk,
        section="fields",
        slug=slug,
        values=values,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": ""}, "name_missing"),
        ({"name": "가" * 500}, "too_long"),
        ({"name": "복 지"}, "twice"),
        ({"name": "통학로\x07"}, "not_text"),
        ({"name": "통학로\u202e"}, "not_text"),
        ({"name": "통학로", "standard": ""}, "no_standard"),
        ({"name": "통학로", "standard": "roads"}, "no_standard"),
    ],
)
def test_bad_words_are_refused(
    cast: Cast, draft: FormVersion, values: dict[str, str], code: str
) -> None:
    with pytest.raises(services.Unfit) as refused:
        _write(cast, draft, "+", **({"standard": "safety"} | values))
    assert refused.value.code == code
    draft.refresh_from_db()
    assert draft.content == standard_content()


def test_characters_are_counted_as_a_reader_counts_them(cast: Cast, draft: FormVersion) -> None:
    """Forty syllables that a keyboard sent in pieces are forty; the sentence tells the number."""
    import unicodedata

    _write(cast, draft, "+", name=unicodedata.normalize("NFD", "길" * 40), standard="safety")
    with pytest.raises(services.Unfit) as refused:
        _write(cast, draft, "+", name="강" * 500, standard="safety")
    assert refused.value.message == "40자까지 적을 수 있습니다. 지금 500자입니다."


@pytest.mark.parametrize("section", ["kinds", "fields", "report_kinds"])
def test_a_form_without_words_is_not_published(
    cast: Cast, draft: FormVersion, section: str
) -> None:
    lead = cast.viewer(cast.own.lead)
    for word in draft.content[section]:
        services.write_word(
            lead,
            version_id=draft.pk,
            section=section,
            slug=word["slug"],
            values={"retired": True},
            now=NOW,
        )
    with pytest.raises(services.Unfit) as refused:
        services.publish(lead, version_id=draft.pk, month=THIS.next(), now=NOW)
    assert refused.value.code == f"no_{section}"


def test_a_slug_is_never_given_to_another_thing(cast: Cast, draft: FormVersion) -> None:
    first = _write(cast, draft, "+", name="통학로", name_en="School roads", standard="safety")
    services.drop_word(
        cast.viewer(cast.own.lead), version_id=draft.pk, section="fields", slug=first, now=NOW
    )
    _write(cast, draft, "+", name="통학로", name_en="School roads", standard="safety")
    other = services.start_draft(cast.viewer(cast.far.lead), now=NOW)
    slug = services.write_word(
        cast.viewer(cast.far.lead),
        version_id=other.pk,
        section="fields",
        slug="+",
        values={"name": "학교 길", "name_en": "School roads", "standard": "environment"},
        now=NOW,
    )
    assert slug == "school-roads-2"


def test_a_copy_keeps_ones_own_words_readable() -> None:
    own, above = standard_content(), standard_content()
    own["fields"].append({**own["fields"][0], "slug": "roads", "name": "길"})
    copy = rules.taken_from(above, own)
    assert [(w["slug"], w["retired"]) for w in copy["fields"]][-1] == ("roads", True)
    assert not own["fields"][-1]["retired"]


def test_changes_are_told_one_by_one() -> None:
    before, after = standard_content(), standard_content()
    after["fields"][1]["name"] = "청소"
    after["fields"][2]["standard"] = "general"
    after["fields"][3]["retired"] = True
    rules.moved(after["fields"], "welfare", 1)
    told = [(change.part, change.what) for change in rules.changes(before, after)]
    assert told == [
        ("fields/environment", "name"),
        ("fields/safety", "standard"),
        ("fields/complaint", "retired"),
        ("fields", "moved"),
    ]
    assert list(rules.changes(before, standard_content())) == []


@pytest.fixture
def page(client: Client, cast: Cast) -> Client:
    account = Account.objects.get(officer=cast.own.lead)
    client.force_login(account, "dongne.foundation.organisations.identity.AccountBackend")
    return client


def test_the_second_editor_sees_both_and_chooses(
    page: Client, cast: Cast, draft: FormVersion
) -> None:
    address = reverse("form_word", args=[draft.pk, "fields", "general"])
    seen = page.get(address).context["seen"]
    services.write_word(
        cast.viewer(cast.own.head),
        version_id=draft.pk,
        section="fields",
        slug="general",
        values={"name": "나머지"},
        now=NOW,
    )
    mine = {
        "name": "그 밖의 일",
        "help": "따로 없는 것",
        "name_en": "General",
        "standard": "general",
    }
    answer = page.post(address, {**mine, "seen": seen})
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "나머지" in said
    assert "그 밖의 일" in said
    assert "김동장" in said
    draft.refresh_from_db()
    assert rules.part_of(draft.content, "fields/general")["name"] == "나머지"
    # Theirs for the name, mine for the help.
    chosen = {**mine, "name": "나머지", "seen": answer.context["seen"], "retired": ""}
    assert page.post(answer.context["action"], chosen).status_code == 302
    draft.refresh_from_db()
    word = rules.part_of(draft.content, "fields/general")
    assert (word["name"], word["help"], word["retired"]) == ("나머지", "따로 없는 것", False)


def test_what_was_previewed_is_what_is_published(cast: Cast, draft: FormVersion) -> None:
    seen = rules.digest(draft.content)
    _write(cast, draft, "general", name="나머지")
    with pytest.raises(Refused) as refused:
        services.publish(
            cast.viewer(cast.own.lead),
            version_id=draft.pk,
            month=THIS.next(),
            seen=seen,
            now=NOW,
        )
    assert refused.value.code == "edited_elsewhere"


def test_a_move_of_a_column_keeps_what_was_typed(page: Client, draft: FormVersion) -> None:
    address = reverse("form_list", args=[draft.pk, "rollup_columns"])
    form = page.get(address).context["form"]
    data: dict[str, Any] = {"key": [row["key"] for row, _ in form.entries()]}
    data |= {name: form[name].value() for name in form.fields if not name.startswith("shown")}
    data |= {name: "on" for name in form.fields if name.startswith("shown")}
    data |= {"label-deputy": "대신하는 사람", "up": "deputy"}
    assert page.post(address, data).status_code == 302
    draft.refresh_from_db()
    columns = draft.content["rollup_columns"]
    assert [one["key"] for one in columns][-2:] == ["deputy", "tongs"]
    assert columns[-2]["label"] == "대신하는 사람"


def test_the_preview_shows_the_words_and_last_months_figures(
    page: Client, cast: Cast, draft: FormVersion
) -> None:
    _write(cast, draft, "+", name="통학로", name_en="School roads", standard="safety")
    said = page.get(reverse("form_preview", args=[draft.pk])).content.decode()
    assert said.count("통학로") >= 4
    assert "표준 분야 안전" in said
