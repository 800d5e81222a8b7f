import django.db.models.deletion
import dongne.foundation.vault.public
import dongne.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0003_postings'),
        ('organisations', '0005_alter_officer_roles'),
        ('places', '0002_address_range'),
        ('places', '0003_level_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('officers', 'officers'), ('tongs', 'tongs'), ('charges', 'charges'), ('duties', 'duties'), ('addresses', 'addresses'), ('months', 'months')], max_length=16)),
                ('kind_reason', models.CharField(blank=True, max_length=100)),
                ('state', models.CharField(choices=[('comparing', 'comparing'), ('ready', 'ready'), ('applying', 'applying'), ('applied', 'applied'), ('undone', 'undone')], max_length=16)),
                ('file_name', models.CharField(max_length=200)),
                ('file_size', models.PositiveIntegerField()),
                ('sheets', models.JSONField(default=list)),
                ('sheet', models.PositiveSmallIntegerField(default=0)),
                ('header_row', models.PositiveIntegerField(default=0)),
                ('mapping', models.JSONField(default=dict)),
                ('reasons', models.JSONField(default=dict)),
                ('settings', models.JSONField(default=dict)),
                ('told', models.JSONField(default=list)),
                ('counts', models.JSONField(default=dict)),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('refusal', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField()),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('rows_gone_at', models.DateTimeField(null=True)),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='places.dong')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'indexes': [models.Index(fields=['dong', '-created_at'], name='import_dong_newest')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.PositiveSmallIntegerField(default=0)),
                ('number', models.PositiveIntegerField()),
                ('cells', models.JSONField(default=list)),
                ('hidden', models.BooleanField(default=False)),
                ('role', models.CharField(choices=[('above', 'above'), ('header', 'header'), ('data', 'data'), ('total', 'total'), ('note', 'note'), ('blank', 'blank')], max_length=8)),
                ('mended', models.JSONField(default=dict)),
                ('values', models.JSONField(default=dict)),
                ('before', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
                ('left_out', models.BooleanField(default=False)),
                ('verdict', models.CharField(blank=True, choices=[('new', 'new'), ('change', 'change'), ('same', 'same'), ('ask', 'ask'), ('out', 'out')], max_length=8)),
                ('done', models.JSONField(default=dict)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='exchange.importrun')),
            ],
            options={
                'ordering': ['sheet', 'number'],
                'indexes': [models.Index(fields=['run', 'verdict', 'sheet', 'number'], name='import_row_verdict')],
                'constraints': [models.UniqueConstraint(fields=('run', 'sheet', 'number'), name='one_row_of_a_number')],
            },
        ),
        migrations.CreateModel(
            name='ImportUndo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was', models.JSONField(default=dict)),
                ('became', models.JSONField(default=dict)),
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='undo', to='exchange.importrun')),
            ],
        ),
        migrations.CreateModel(
            name='PersonImport',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('comparing', 'comparing'), ('ready', 'ready'), ('applying', 'applying'), ('applied', 'applied'), ('undone', 'undone')], max_length=16)),
                ('file_name', models.CharField(max_length=200)),
                ('columns', models.JSONField(default=dict)),
                ('unread', models.JSONField(default=list)),
                ('counts', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('rows_gone_at', models.DateTimeField(null=True)),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'indexes': [models.Index(fields=['dong', '-created_at'], name='person_import_newest')],
            },
        ),
        migrations.CreateModel(
            name='PersonLine',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('said', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('faults', models.JSONField(default=dict)),
                ('like', models.JSONField(default=list)),
                ('twin', models.PositiveIntegerField(default=0)),
                ('choice', models.CharField(blank=True, max_length=8)),
                ('verdict', models.CharField(blank=True, choices=[('new', 'new'), ('change', 'change'), ('same', 'same'), ('ask', 'ask'), ('out', 'out')], max_length=8)),
                ('person_id', models.UUIDField(null=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='exchange.personimport')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('run', 'number'), name='one_person_line_of_a_number')],
            },
        ),
    ]
