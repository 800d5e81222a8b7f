"""The services that every office starts from, as everybody's first versions."""

from datetime import UTC, datetime

from django.db import migrations

from dongne.delivery.catalogue.rules.content import DEFAULTS, edition_id
from dongne.delivery.catalogue.standard import FROM, STANDARD
from dongne.delivery.catalogue.states import OwnerLevel
from dongne.lib.ids import new_id


def load(apps, schema_editor):
    Version = apps.get_model("catalogue", "CatalogueVersion")
    Edition = apps.get_model("catalogue", "ServiceEdition")
    now = datetime.now(UTC)
    versions, editions = [], []
    for code, values in STANDARD.items():
        versions.append(
            Version(
                id=new_id(),
                level=OwnerLevel.EVERYBODY,
                code=code,
                number=1,
                valid_from=FROM,
                values=values,
                published_at=now,
            )
        )
        content = {**DEFAULTS, **values}
        editions.append(
            Edition(id=edition_id(code, content), code=code, content=content, made_at=now)
        )
    Version.objects.bulk_create(versions)
    Edition.objects.bulk_create(editions)
    Mark = apps.get_model("catalogue", "CatalogueMark")
    Mark.objects.update_or_create(pk=1, defaults={"mark": new_id()})


def unload(apps, schema_editor):
    apps.get_model("catalogue", "CatalogueVersion").objects.filter(
        level=OwnerLevel.EVERYBODY, number=1
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
