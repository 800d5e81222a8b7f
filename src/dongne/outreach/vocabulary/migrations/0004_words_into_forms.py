"""Everybody's words become everybody's form; a dong's own words become its own form.

Until now words held whenever they were asked for. So what an office has today has always held:
its first form holds from the earliest month there is, and past months read as they did.
"""

from datetime import UTC, date, datetime, time

from django.db import migrations

from dongne.outreach.vocabulary.standard import standard_content

EVERYBODY, DONG = 3, 0
ALWAYS = date(1900, 1, 1)


def load(apps, schema_editor):
    try:
        Kind = apps.get_model("vocabulary", "Kind")
    except LookupError:
        # Tables made straight from the models: words never stood alone there.
        return load_everybodys(apps, schema_editor)
    Field = apps.get_model("vocabulary", "Field")
    everybodys = _merged(standard_content(), Kind, Field, None)
    load_everybodys(apps, schema_editor, everybodys)
    dongs = {
        *Kind.objects.exclude(dong=None).values_list("dong_id", flat=True),
        *Field.objects.exclude(dong=None).values_list("dong_id", flat=True),
    }
    for dong_id in sorted(dongs):
        _publish(apps, _merged(everybodys, Kind, Field, dong_id), level=DONG, dong_id=dong_id)


def load_everybodys(apps, schema_editor, content=None):
    """Alone, for tests that have emptied the tables after themselves."""
    _publish(apps, content or standard_content(), level=EVERYBODY)


def _publish(apps, content, **owner):
    # These words were there before there were versions of them.
    now = datetime.combine(ALWAYS, time.min, UTC)
    form = apps.get_model("vocabulary", "Form").objects.create(**owner)
    apps.get_model("vocabulary", "FormVersion").objects.create(
        form=form,
        number=1,
        state="published",
        holds_from=ALWAYS,
        content=content,
        created_at=now,
        changed_at=now,
        published_at=now,
    )


def _merged(content, Kind, Field, dong_id):
    """`content` with the rows of one owner in it; its own words win, the order is by position."""
    return {
        **content,
        "kinds": _words(
            content["kinds"], Kind.objects.filter(dong_id=dong_id), ("reported", "counted")
        ),
        "fields": _words(content["fields"], Field.objects.filter(dong_id=dong_id), ("standard",)),
    }


def _words(words, rows, more):
    placed = {word["slug"]: (position, 0, word) for position, word in enumerate(words)}
    for row in rows.order_by("position", "id"):
        before = placed.get(row.slug, (0, 0, {"help": "", "help_en": ""}))[2]
        word = {
            **before,
            "slug": row.slug,
            "name": row.name,
            "name_en": row.name_en,
            "retired": False,
            **{name: getattr(row, name) for name in more},
        }
        placed[row.slug] = (row.position, row.pk, word)
    return [word for _, _, word in sorted(placed.values(), key=lambda one: one[:2])]


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0003_form")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
