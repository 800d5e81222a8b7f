from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("phones", "0002_piece_of_a_record")]

    operations = [
        migrations.AddField(
            model_name="phone",
            name="unsent",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
