"""Writes: a draft is started, changed part by part, published for a month, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit import public as audit
from dongne.foundation.scope.public import Role, Viewer
from dongne.lib.refusals import Conflict, Forbidden, NotHere, Refused
from dongne.lib.seoul import Month, seoul_day

from . import queries, rules, subjects
from .models import Form, FormVersion
from .queries import Owner
from .states import EDGES, OwnerLevel, VersionState
from .words import sentence

NEW_WORD: dict[str, dict[str, Any]] = {
    "kinds": {"reported": True, "counted": True},
    "fields": {"standard": ""},
    "report_kinds": {"way": "approval", "openness": "open", "title": "", "title_en": ""},
}


class Unfit(Refused):
    """Content that cannot be kept or published; `parts` says where and why."""

    def __init__(self, faults: list[rules.Fault]) -> None:
        self.faults = faults
        self.parts = [(fault.name, sentence(fault)) for fault in faults]
        super().__init__(self.parts[0][1], code=faults[0].code)


class Overtaken(Conflict):
    """Somebody else changed the same part since the page was opened. Nothing was written over."""

    def __init__(self, version: FormVersion, part: str, theirs: Any, mine: Any) -> None:
        self.version, self.part, self.theirs, self.mine = version, part, theirs, mine
        super().__init__(
            _("그사이 다른 사람이 같은 곳을 고쳤습니다. 두 가지를 견주어 보고 골라 주세요."),
            code="edited_elsewhere",
        )


def may_edit(viewer: Viewer, owner: Owner | None) -> bool:
    """The lead and the head for their dong, the desks for their district and city."""
    if owner is None or owner != Owner.of_viewer(viewer):
        return False
    match owner.level:
        case OwnerLevel.DONG:
            return viewer.runs_outreach
        case OwnerLevel.DISTRICT:
            return viewer.has(Role.DISTRICT_DESK)
        case OwnerLevel.CITY:
            return viewer.has(Role.CITY_DESK)
        case _:
            return False


def owner_of(form: Form) -> Owner:
    """Of whom a form is, with the places above."""
    if form.dong:
        return Owner.of_dong(form.dong)
    if form.district:
        return Owner(
            level=OwnerLevel.DISTRICT, district_id=form.district_id, city_id=form.district.city_id
        )
    return Owner(level=OwnerLevel(form.level), city_id=form.city_id)


def draft_of(viewer: Viewer, version_id: UUID) -> FormVersion:
    """A draft that the viewer may change, as it stands; for reading. Refuses as the writes do."""
    version = queries.find_version(viewer, version_id)
    if version is None:
        raise _not_here()
    if not may_edit(viewer, owner_of(version.form)):
        raise _not_yours()
    if version.state != VersionState.DRAFT:
        raise _no_draft()
    return version


@transaction.atomic
def start_draft(viewer: Viewer, *, now: datetime, source: UUID | None = None) -> FormVersion:
    """A draft of the viewer's own form: a copy of what holds now, or of `source`."""
    owner = Owner.of_viewer(viewer)
    if owner is None or not may_edit(viewer, owner):
        raise _not_yours()
    coming = queries.version_for(owner, Month.of(seoul_day(now)).next().first)
    copied = queries.find_version(viewer, source) if source else coming
    if copied is None:
        raise _not_here()
    form, _made = Form.objects.get_or_create(**owner.own)
    Form.objects.select_for_update().get(pk=form.pk)
    numbers = list(form.versions.order_by("-number").values_list("number", "state"))
    if any(state == VersionState.DRAFT for _number, state in numbers):
        raise Conflict(
            _("고치고 있는 초안이 이미 있습니다. 그 초안을 이어서 고치거나 버려 주세요."),
            code="draft_exists",
        )
    version = FormVersion.objects.create(
        form=form,
        number=numbers[0][0] + 1 if numbers else 1,
        content=rules.taken_from(copied.content, coming.content),
        base=coming,
        created_at=now,
        changed_at=now,
        changed_by=viewer.name,
    )
    _record(viewer, "form.drafted", version, now, {"from": str(copied.pk)})
    return version


@transaction.atomic
def write_word(
    viewer: Viewer,
    *,
    version_id: UUID,
    section: str,
    slug: str,
    values: Mapping[str, Any],
    now: datetime,
    seen: str = "",
) -> str:
    """Change one word of a draft, or add one (`rules.NEW`); returns its slug.

    `seen` is `rules.digest` of the word as the page showed it.
    """
    version = _draft(viewer, version_id)
    words = version.content[section]
    values = {name: rules.tidy(value) for name, value in values.items()}
    if slug == rules.NEW:
        # Two drafts of two offices must not give one slug to two things.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('vocabulary.slug'))")
        slug = rules.slug_from(
            str(values.get("name_en", "")), section, queries.slugs_taken(section)
        )
        first = {"slug": slug, "name": "", "name_en": "", "help": "", "help_en": ""}
        words.append({**first, "retired": False, **NEW_WORD[section], **values})
        before = None
    else:
        before = rules.part_of(version.content, f"{section}/{slug}")
        if before is None:
            raise _not_here()
        mine = {**before, **values}
        if seen and seen != rules.digest(before) and mine != before:
            raise Overtaken(version, f"{section}/{slug}", before, mine)
        words[next(i for i, word in enumerate(words) if word["slug"] == slug)] = mine
    after = rules.part_of(version.content, f"{section}/{slug}")
    if found := rules.word_faults(version.content, section, after):
        raise Unfit(found)
    _save(viewer, version, f"{section}/{slug}", before, after, now)
    return slug


@transaction.atomic
def write_list(
    viewer: Viewer,
    *,
    version_id: UUID,
    part: str,
    rows: list[dict[str, Any]],
    now: datetime,
    seen: str = "",
) -> None:
    """Change a list of columns, or the titles, as a whole."""
    version = _draft(viewer, version_id)
    before = deepcopy(version.content[part])
    mine = [{name: rules.tidy(value) for name, value in row.items()} for row in rows]
    if seen and seen != rules.digest(before) and mine != before:
        raise Overtaken(version, part, before, mine)
    version.content[part] = mine
    found = [fault for fault in rules.faults(version.content) if fault.part == part]
    if found:
        raise Unfit(found)
    _save(viewer, version, part, before, mine, now)


@transaction.atomic
def move(
    viewer: Viewer, *, version_id: UUID, section: str, slug: str, by: int, now: datetime
) -> None:
    """One place up (-1) or down (1). From wherever it stands now: two people's moves add up."""
    version = _draft(viewer, version_id)
    if rules.part_of(version.content, f"{section}/{slug}") is None:
        raise _not_here()
    before = [word["slug"] for word in version.content[section]]
    rules.moved(version.content[section], slug, by)
    after = [word["slug"] for word in version.content[section]]
    _save(viewer, version, section, before, after, now)


@transaction.atomic
def drop_word(
    viewer: Viewer, *, version_id: UUID, section: str, slug: str, now: datetime
) -> dict[str, Any]:
    """Take a word out of a draft that no published form has; any other can only be retired."""
    version = _draft(viewer, version_id)
    word = rules.part_of(version.content, f"{section}/{slug}")
    if word is None:
        raise _not_here()
    if version.base and rules.part_of(version.base.content, f"{section}/{slug}") is not None:
        raise Refused(
            _("이미 쓰던 말은 지울 수 없습니다. ‘쓰지 않기’를 골라 주세요."), code="used_before"
        )
    version.content[section].remove(word)
    _save(viewer, version, f"{section}/{slug}", word, None, now)
    return dict(word)


@transaction.atomic
def publish(
    viewer: Viewer, *, version_id: UUID, month: Month, now: datetime, seen: str = ""
) -> FormVersion:
    """Let the draft hold from the first day of `month`: this one or a coming one, never a past.

    In this month nothing that was already recorded may vanish or count elsewhere.
    """
    version = _draft(viewer, version_id)
    owner = owner_of(version.form)
    if seen and seen != rules.digest(version.content):
        raise Conflict(
            _("미리 본 뒤에 초안이 바뀌었습니다. 바뀐 것을 다시 보고 시행해 주세요."),
            code="edited_elsewhere",
        )
    if found := rules.faults(version.content):
        raise Unfit(found)
    this = Month.of(seoul_day(now))
    if month < this:
        raise Refused(
            _("지난달의 서식은 바꿀 수 없습니다. 이번 달이나 다음 달부터로 골라 주세요."),
            code="month_past",
        )
    holding = queries.version_for(owner, month.first)
    if not list(rules.changes(holding.content, version.content)):
        raise Refused(_("지금 서식과 다른 것이 없습니다."), code="nothing_changed")
    if month == this:
        refuse_vanishing(owner, holding, version, this)
    version.state = VersionState.PUBLISHED
    version.holds_from = month.first
    version.base = holding
    version.published_at, version.published_by = now, viewer.name
    version.save()
    _record(viewer, "form.published", version, now, {"holds_from": str(month.first)})
    return version


def refuse_vanishing(
    owner: Owner, holding: FormVersion, version: FormVersion, month: Month
) -> None:
    """What this month's records say must stay what it is until the month is over."""
    before, after = holding.content, version.content
    dongs = queries.dongs_under(owner, day=month.first)
    recorded = subjects.used(dongs, month.first)
    lost = [
        rules.part_of(before, f"{section}/{slug}")["name"]
        for section, slugs in (("kinds", recorded.kinds), ("fields", recorded.fields))
        for slug in sorted(rules.gone(before, after, section) & slugs)
    ]
    turned = [
        rules.part_of(before, f"fields/{slug}")["name"]
        for slug in sorted(rules.remapped(before, after) & recorded.fields)
    ]
    if lost:
        raise Refused(
            _("이번 달 기록에 이미 쓴 말이 있습니다: %(names)s. 다음 달부터로 골라 주세요.")
            % {"names": ", ".join(lost)},
            code="word_in_use",
        )
    if turned:
        raise Refused(
            _(
                "이번 달에 이미 센 분야는 다음 달부터 표준 분야를 바꿀 수 있습니다: %(names)s. "
                "다음 달부터로 골라 주세요."
            )
            % {"names": ", ".join(turned)},
            code="field_in_use",
        )


@transaction.atomic
def withdraw(viewer: Viewer, *, version_id: UUID, now: datetime) -> FormVersion:
    """Take a published version back, while nothing has been recorded with it."""
    version = _owned(viewer, version_id)
    _step(version, VersionState.WITHDRAWN)
    if not may_withdraw(version, now=now):
        raise Conflict(
            _("이 서식으로 이미 기록한 것이 있어 되돌릴 수 없습니다. 새 초안을 만들어 주세요."),
            code="form_in_use",
        )
    version.save(update_fields=["state"])
    _record(viewer, "form.withdrawn", version, now, {})
    return version


def may_withdraw(version: FormVersion, *, now: datetime) -> bool:
    """Whether its first month is still to come, or nothing has been recorded since it began."""
    assert version.holds_from is not None
    if version.holds_from > seoul_day(now):
        return True
    owner = owner_of(version.form)
    dongs = queries.dongs_under(owner, day=version.holds_from, besides=version.pk)
    return not subjects.used(dongs, version.holds_from)


@transaction.atomic
def discard(viewer: Viewer, *, version_id: UUID, now: datetime) -> FormVersion:
    """Give a draft up; `reopen` brings it back."""
    version = _draft(viewer, version_id)
    _step(version, VersionState.DISCARDED)
    version.save(update_fields=["state"])
    _record(viewer, "form.discarded", version, now, {})
    return version


@transaction.atomic
def reopen(viewer: Viewer, *, version_id: UUID, now: datetime) -> FormVersion:
    """Bring a discarded draft back, if no other one has been started."""
    version = _owned(viewer, version_id)
    _step(version, VersionState.DRAFT)
    others = FormVersion.objects.filter(form=version.form, state=VersionState.DRAFT)
    if others.exists():
        raise Conflict(
            _("고치고 있는 초안이 이미 있습니다. 그 초안을 이어서 고치거나 버려 주세요."),
            code="draft_exists",
        )
    version.save(update_fields=["state"])
    _record(viewer, "form.reopened", version, now, {})
    return version


def _owned(viewer: Viewer, version_id: UUID) -> FormVersion:
    """The version, its form locked; 404 for strangers, 403 for readers."""
    version = queries.find_version(viewer, version_id)
    if version is None:
        raise _not_here()
    if not may_edit(viewer, owner_of(version.form)):
        raise _not_yours()
    Form.objects.select_for_update().get(pk=version.form_id)
    return FormVersion.objects.select_related(
        "form__dong__district", "form__district", "form__city", "base"
    ).get(pk=version_id)


def _draft(viewer: Viewer, version_id: UUID) -> FormVersion:
    version = _owned(viewer, version_id)
    if version.state != VersionState.DRAFT:
        raise _no_draft()
    return version


def _step(version: FormVersion, to: VersionState) -> None:
    if to not in EDGES[VersionState(version.state)]:
        raise Conflict(_("그사이 서식의 상태가 바뀌었습니다."), code="not_in_this_state")
    version.state = to


def _save(
    viewer: Viewer, version: FormVersion, part: str, before: Any, after: Any, now: datetime
) -> None:
    version.changed_at, version.changed_by = now, viewer.name
    version.save(update_fields=["content", "changed_at", "changed_by"])
    _record(viewer, "form.edited", version, now, {part: [before, after]})


def _record(
    viewer: Viewer, action: str, version: FormVersion, now: datetime, changes: dict[str, Any]
) -> None:
    dong_id = version.form.dong_id
    audit.record(viewer, action=action, subject=version, now=now, dong_id=dong_id, changes=changes)


def _no_draft() -> Conflict:
    return Conflict(_("이미 시행했거나 버린 초안이라 고칠 수 없습니다."), code="no_draft")


def _not_here() -> NotHere:
    return NotHere(_("서식을 찾을 수 없습니다."), code="not_found")


def _not_yours() -> Forbidden:
    return Forbidden(
        _("서식은 동의 행정팀장과 동장, 구와 시의 담당 부서만 고칠 수 있습니다."),
        code="not_yours",
    )
