"""The categories that every office starts from, as everybody's first versions."""

from datetime import UTC, datetime

from django.db import migrations

from dongne.lib.ids import new_id
from dongne.outreach.categories.rules import edition_id, merged
from dongne.outreach.categories.standard import FROM, STANDARD
from dongne.outreach.categories.states import OwnerLevel


def load(apps, schema_editor):
    Version = apps.get_model("categories", "CategoryVersion")
    Edition = apps.get_model("categories", "CategoryEdition")
    now = datetime.now(UTC)
    for code, values in STANDARD.items():
        Version.objects.create(
            id=new_id(),
            level=OwnerLevel.EVERYBODY,
            code=code,
            number=1,
            valid_from=FROM,
            values=values,
            published_at=now,
        )
        content = merged([(OwnerLevel.EVERYBODY, values)]).content
        Edition.objects.create(id=edition_id(code, content), code=code, content=content, made_at=now)
    Mark = apps.get_model("categories", "CategoriesMark")
    Mark.objects.update_or_create(pk=1, defaults={"mark": new_id()})


def unload(apps, schema_editor):
    apps.get_model("categories", "CategoryVersion").objects.filter(
        level=OwnerLevel.EVERYBODY, number=1
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("categories", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
