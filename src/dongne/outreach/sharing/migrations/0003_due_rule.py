import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0001_initial'),
        ('sharing', '0002_months'),
    ]

    operations = [
        migrations.CreateModel(
            name='DueRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moves', models.BooleanField(default=True)),
                ('set_at', models.DateTimeField()),
                ('dong', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
            ],
        ),
    ]
