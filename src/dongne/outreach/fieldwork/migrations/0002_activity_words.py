import json

import django.contrib.postgres.indexes
from django.db import migrations

from dongne.foundation.search.public import WordsField, words_of

BATCH = 5000


def fill(apps, schema_editor):
    """Old activities are found like new ones. In batches: there may be millions."""
    table = apps.get_model("fieldwork", "Activity")._meta.db_table
    with schema_editor.connection.cursor() as cursor:
        last = "00000000-0000-0000-0000-000000000000"
        while True:
            cursor.execute(
                f"SELECT id, dong_id, memo, measure, address FROM {table} "
                "WHERE id > %s ORDER BY id LIMIT %s",
                [last, BATCH],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            words = [
                {"id": str(id_), "words": words_of(*texts, dong_id=dong_id)}
                for id_, dong_id, *texts in rows
            ]
            cursor.execute(
                f"UPDATE {table} a SET words = g.words FROM "
                "json_to_recordset(%s::json) AS g(id uuid, words tsvector) WHERE a.id = g.id",
                [json.dumps(words)],
            )
            last = rows[-1][0]


class Migration(migrations.Migration):

    dependencies = [
        ('fieldwork', '0001_initial'),
        ('organisations', '0002_absence'),
        ('places', '0001_initial'),
        ('search', '0001_saved_filter'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='words',
            field=WordsField(default='', editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='activity',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='activity_words'),
        ),
    ]
