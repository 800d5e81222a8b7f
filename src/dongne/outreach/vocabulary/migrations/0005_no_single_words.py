"""The words stand in forms now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0004_words_into_forms")]
    operations = [
        migrations.DeleteModel(name="Field"),
        migrations.DeleteModel(name="Kind"),
    ]
