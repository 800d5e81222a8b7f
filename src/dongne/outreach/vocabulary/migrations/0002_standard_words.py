"""The six kinds and six fields that every dong starts from.

Elidable: 0004 puts the same words into everybody's form, and 0005 ends these tables.
"""

from django.db import migrations

from dongne.outreach.vocabulary.standard import FIELDS, KINDS


def load(apps, schema_editor):
    Kind = apps.get_model("vocabulary", "Kind")
    Field = apps.get_model("vocabulary", "Field")
    for position, (slug, name, name_en, reported, counted) in enumerate(KINDS):
        Kind.objects.create(
            slug=slug,
            name=name,
            name_en=name_en,
            reported=reported,
            counted=counted,
            position=position,
        )
    for position, (slug, name, name_en) in enumerate(FIELDS):
        Field.objects.create(
            slug=slug, name=name, name_en=name_en, standard=slug, position=position
        )


def unload(apps, schema_editor):
    apps.get_model("vocabulary", "Kind").objects.filter(dong=None).delete()
    apps.get_model("vocabulary", "Field").objects.filter(dong=None).delete()


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0001_initial")]
    operations = [migrations.RunPython(load, unload, elidable=True)]
