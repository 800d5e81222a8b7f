import django.db.models.deletion
import dongne.delivery.kiosks.states
import dongne.foundation.vault.public
import dongne.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0005_alter_officer_roles'),
        ('places', '0004_ground'),
        ('residents', '0003_alter_person_source'),
    ]

    operations = [
        migrations.CreateModel(
            name='Kiosk',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('site', models.UUIDField(null=True, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('key_digest', models.BinaryField(max_length=32, null=True, unique=True)),
                ('heard_at', models.DateTimeField(null=True)),
                ('paper', models.CharField(choices=[(dongne.delivery.kiosks.states.Paper['FULL'], dongne.delivery.kiosks.states.Paper['FULL']), (dongne.delivery.kiosks.states.Paper['LOW'], dongne.delivery.kiosks.states.Paper['LOW']), (dongne.delivery.kiosks.states.Paper['OUT'], dongne.delivery.kiosks.states.Paper['OUT']), (dongne.delivery.kiosks.states.Paper['UNKNOWN'], dongne.delivery.kiosks.states.Paper['UNKNOWN'])], default=dongne.delivery.kiosks.states.Paper['UNKNOWN'], max_length=8)),
                ('paper_at', models.DateTimeField(null=True)),
                ('panel_inches', models.FloatField(default=21.5)),
                ('panel_pixels', models.PositiveIntegerField(default=1920)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
            ],
            options={
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['dong', 'removed_at'], name='kiosk_dong')],
            },
        ),
        migrations.CreateModel(
            name='KioskAlarm',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(dongne.delivery.kiosks.states.KioskAlarmKind['CALLED'], dongne.delivery.kiosks.states.KioskAlarmKind['CALLED']), (dongne.delivery.kiosks.states.KioskAlarmKind['NO_PAPER'], dongne.delivery.kiosks.states.KioskAlarmKind['NO_PAPER'])], max_length=10)),
                ('raised_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('finding', models.CharField(blank=True, max_length=200)),
                ('ended_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('kiosk', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='alarms', to='kiosks.kiosk')),
            ],
            options={
                'ordering': ['-raised_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('kiosk', 'kind'), name='one_open_alarm_of_a_kiosk')],
            },
        ),
        migrations.CreateModel(
            name='PrintJob',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('application', models.UUIDField()),
                ('state', models.CharField(choices=[(dongne.delivery.kiosks.states.JobState['WAITING'], dongne.delivery.kiosks.states.JobState['WAITING']), (dongne.delivery.kiosks.states.JobState['PRINTING'], dongne.delivery.kiosks.states.JobState['PRINTING']), (dongne.delivery.kiosks.states.JobState['DONE'], dongne.delivery.kiosks.states.JobState['DONE']), (dongne.delivery.kiosks.states.JobState['OVER'], dongne.delivery.kiosks.states.JobState['OVER'])], default=dongne.delivery.kiosks.states.JobState['WAITING'], max_length=10)),
                ('file', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('sha256', models.CharField(max_length=64)),
                ('pages', models.PositiveSmallIntegerField()),
                ('copies', models.PositiveSmallIntegerField(default=1)),
                ('cost', models.PositiveIntegerField(default=0)),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('birth_digest', models.BinaryField(max_length=32, null=True)),
                ('most', models.PositiveSmallIntegerField(default=2)),
                ('printed', models.PositiveSmallIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('good_until', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('printing_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('why_over', models.CharField(blank=True, max_length=200)),
                ('wiped_at', models.DateTimeField(null=True)),
                ('done_at_kiosk', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kiosks.kiosk')),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='residents.person')),
            ],
            options={
                'ordering': ['-made_at', '-id'],
                'indexes': [models.Index(fields=['dong', '-made_at', '-id'], name='print_job_list'), models.Index(condition=models.Q(('state__in', [dongne.delivery.kiosks.states.JobState['PRINTING'], dongne.delivery.kiosks.states.JobState['WAITING']])), fields=['good_until'], name='print_job_until'), models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='print_job_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', [dongne.delivery.kiosks.states.JobState['PRINTING'], dongne.delivery.kiosks.states.JobState['WAITING']])), fields=('application',), name='one_open_print_of_an_application'), models.CheckConstraint(condition=models.Q(('state__in', [dongne.delivery.kiosks.states.JobState['PRINTING'], dongne.delivery.kiosks.states.JobState['WAITING']]), ('file', None), _connector='OR'), name='a_print_that_ended_holds_nothing')],
            },
        ),
        migrations.CreateModel(
            name='KioskSession',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=4)),
                ('begun_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('end', models.CharField(blank=True, choices=[(dongne.delivery.kiosks.states.SessionEnd['DONE'], dongne.delivery.kiosks.states.SessionEnd['DONE']), (dongne.delivery.kiosks.states.SessionEnd['LEFT'], dongne.delivery.kiosks.states.SessionEnd['LEFT']), (dongne.delivery.kiosks.states.SessionEnd['IDLE'], dongne.delivery.kiosks.states.SessionEnd['IDLE']), (dongne.delivery.kiosks.states.SessionEnd['STAFF'], dongne.delivery.kiosks.states.SessionEnd['STAFF'])], max_length=8)),
                ('kiosk', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='kiosks.kiosk')),
                ('job', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sessions', to='kiosks.printjob')),
            ],
            options={
                'ordering': ['-begun_at', '-id'],
                'indexes': [models.Index(fields=['kiosk', '-begun_at'], name='kiosk_session_list')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('kiosk',), name='one_visit_at_a_kiosk')],
            },
        ),
    ]
