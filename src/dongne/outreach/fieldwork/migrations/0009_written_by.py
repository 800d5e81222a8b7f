from django.db import migrations


class Migration(migrations.Migration):
    """A first version, too, is written in somebody's stead: whoever has left can't any more."""

    dependencies = [("fieldwork", "0008_taken_over")]

    operations = [
        migrations.RenameField("report", "corrected_by", "written_by"),
        migrations.RenameField("reportversion", "corrected_by", "written_by"),
    ]
