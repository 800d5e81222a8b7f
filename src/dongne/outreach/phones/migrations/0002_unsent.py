from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("phones", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="phone",
            name="unsent",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
