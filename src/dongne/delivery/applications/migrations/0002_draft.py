from django.db import migrations, models

import dongne.foundation.vault.public
import dongne.lib.ids


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dongne.lib.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("purpose", models.CharField(max_length=8)),
                (
                    "given",
                    dongne.foundation.vault.public.SealedField(mask="hidden", null=True),
                ),
                (
                    "secret",
                    dongne.foundation.vault.public.SealedField(mask="hidden", null=True),
                ),
                ("number", models.CharField(blank=True, max_length=16)),
                ("started_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["started_at"], name="application_draft_age")],
            },
        ),
    ]
