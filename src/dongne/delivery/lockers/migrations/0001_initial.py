import django.db.models.deletion
import dongne.delivery.lockers.states
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
            name='Compartment',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('size', models.CharField(choices=[(dongne.delivery.lockers.states.Size['SMALL'], dongne.delivery.lockers.states.Size['SMALL']), (dongne.delivery.lockers.states.Size['MEDIUM'], dongne.delivery.lockers.states.Size['MEDIUM']), (dongne.delivery.lockers.states.Size['LARGE'], dongne.delivery.lockers.states.Size['LARGE'])], default=dongne.delivery.lockers.states.Size['SMALL'], max_length=8)),
                ('low_reach', models.BooleanField(default=False)),
                ('column', models.PositiveSmallIntegerField(default=0)),
                ('row', models.PositiveSmallIntegerField(default=0)),
                ('height', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[(dongne.delivery.lockers.states.Box['FREE'], dongne.delivery.lockers.states.Box['FREE']), (dongne.delivery.lockers.states.Box['RESERVED'], dongne.delivery.lockers.states.Box['RESERVED']), (dongne.delivery.lockers.states.Box['LOADED'], dongne.delivery.lockers.states.Box['LOADED']), (dongne.delivery.lockers.states.Box['OPENING'], dongne.delivery.lockers.states.Box['OPENING']), (dongne.delivery.lockers.states.Box['EMPTIED'], dongne.delivery.lockers.states.Box['EMPTIED']), (dongne.delivery.lockers.states.Box['BLOCKED'], dongne.delivery.lockers.states.Box['BLOCKED']), (dongne.delivery.lockers.states.Box['ERROR'], dongne.delivery.lockers.states.Box['ERROR']), (dongne.delivery.lockers.states.Box['UNKNOWN'], dongne.delivery.lockers.states.Box['UNKNOWN'])], default=dongne.delivery.lockers.states.Box['FREE'], max_length=10)),
                ('parcel', models.UUIDField(null=True)),
                ('reserved_by', models.CharField(blank=True, max_length=60)),
                ('since', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('door', models.CharField(choices=[(dongne.delivery.lockers.states.Door['CLOSED'], dongne.delivery.lockers.states.Door['CLOSED']), (dongne.delivery.lockers.states.Door['OPEN'], dongne.delivery.lockers.states.Door['OPEN']), (dongne.delivery.lockers.states.Door['UNKNOWN'], dongne.delivery.lockers.states.Door['UNKNOWN'])], default=dongne.delivery.lockers.states.Door['UNKNOWN'], max_length=8)),
                ('door_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['locker', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('parcel', models.UUIDField()),
                ('digest', models.BinaryField(max_length=32)),
                ('birth_digest', models.BinaryField(max_length=32, null=True)),
                ('granted_at', models.DateTimeField()),
                ('courier', models.UUIDField(null=True)),
                ('good_from', models.DateTimeField()),
                ('good_until', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('why_revoked', models.CharField(blank=True, max_length=200)),
                ('compartment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='lockers.compartment')),
                ('granted_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='residents.person')),
                ('revoked_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'ordering': ['-granted_at', '-id'],
                'indexes': [models.Index(fields=['compartment', '-granted_at'], name='grant_compartment'), models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='grant_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('good_until__gt', models.F('good_from'))), name='grant_in_order'), models.UniqueConstraint(fields=('digest',), name='one_grant_of_a_code'), models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True), ('used_at__isnull', True)), fields=('compartment',), name='one_open_grant_of_a_compartment')],
            },
        ),
        migrations.CreateModel(
            name='Locker',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('site', models.UUIDField(null=True, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('key_digest', models.BinaryField(max_length=32, null=True, unique=True)),
                ('last_seq', models.BigIntegerField(default=0)),
                ('boot', models.UUIDField(null=True)),
                ('heard_at', models.DateTimeField(null=True)),
                ('controller', models.CharField(blank=True, max_length=60)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
            ],
            options={
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['dong', 'removed_at'], name='locker_dong')],
            },
        ),
        migrations.CreateModel(
            name='DeviceEvent',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16)),
                ('number', models.PositiveSmallIntegerField(null=True)),
                ('seq', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('locker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='lockers.locker')),
            ],
            options={
                'ordering': ['received_at', 'id'],
                'indexes': [models.Index(fields=['locker', '-received_at'], name='locker_event')],
            },
        ),
        migrations.AddField(
            model_name='compartment',
            name='locker',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='compartments', to='lockers.locker'),
        ),
        migrations.CreateModel(
            name='LockerAlarm',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(dongne.delivery.lockers.states.AlarmKind['UNEXPECTED'], dongne.delivery.lockers.states.AlarmKind['UNEXPECTED']), (dongne.delivery.lockers.states.AlarmKind['LEFT_OPEN'], dongne.delivery.lockers.states.AlarmKind['LEFT_OPEN']), (dongne.delivery.lockers.states.AlarmKind['STAYED_SHUT'], dongne.delivery.lockers.states.AlarmKind['STAYED_SHUT']), (dongne.delivery.lockers.states.AlarmKind['SILENT'], dongne.delivery.lockers.states.AlarmKind['SILENT']), (dongne.delivery.lockers.states.AlarmKind['CHECK'], dongne.delivery.lockers.states.AlarmKind['CHECK']), (dongne.delivery.lockers.states.AlarmKind['CALLED'], dongne.delivery.lockers.states.AlarmKind['CALLED'])], max_length=12)),
                ('raised_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('finding', models.CharField(blank=True, max_length=200)),
                ('compartment', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='alarms', to='lockers.compartment')),
                ('ended_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('locker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='alarms', to='lockers.locker')),
            ],
            options={
                'ordering': ['-raised_at', '-id'],
                'indexes': [models.Index(fields=['locker', '-raised_at'], name='locker_alarm_list')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('locker', 'compartment', 'kind'), name='one_open_alarm_of_a_locker', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('parcel', models.UUIDField(null=True)),
                ('why', models.CharField(choices=[(dongne.delivery.lockers.states.Why['LOAD'], dongne.delivery.lockers.states.Why['LOAD']), (dongne.delivery.lockers.states.Why['FETCH'], dongne.delivery.lockers.states.Why['FETCH']), (dongne.delivery.lockers.states.Why['TAKE_BACK'], dongne.delivery.lockers.states.Why['TAKE_BACK']), (dongne.delivery.lockers.states.Why['STAFF'], dongne.delivery.lockers.states.Why['STAFF'])], max_length=10)),
                ('state', models.CharField(choices=[(dongne.delivery.lockers.states.Step['ASKED'], dongne.delivery.lockers.states.Step['ASKED']), (dongne.delivery.lockers.states.Step['DENIED'], dongne.delivery.lockers.states.Step['DENIED']), (dongne.delivery.lockers.states.Step['ALLOWED'], dongne.delivery.lockers.states.Step['ALLOWED']), (dongne.delivery.lockers.states.Step['SENT'], dongne.delivery.lockers.states.Step['SENT']), (dongne.delivery.lockers.states.Step['ACKNOWLEDGED'], dongne.delivery.lockers.states.Step['ACKNOWLEDGED']), (dongne.delivery.lockers.states.Step['OPENED'], dongne.delivery.lockers.states.Step['OPENED']), (dongne.delivery.lockers.states.Step['CLOSED'], dongne.delivery.lockers.states.Step['CLOSED']), (dongne.delivery.lockers.states.Step['FAILED'], dongne.delivery.lockers.states.Step['FAILED']), (dongne.delivery.lockers.states.Step['EXPIRED'], dongne.delivery.lockers.states.Step['EXPIRED']), (dongne.delivery.lockers.states.Step['CHECK'], dongne.delivery.lockers.states.Step['CHECK'])], max_length=14)),
                ('denied', models.CharField(blank=True, choices=[(dongne.delivery.lockers.states.Denied['WRONG'], dongne.delivery.lockers.states.Denied['WRONG']), (dongne.delivery.lockers.states.Denied['LOCKED'], dongne.delivery.lockers.states.Denied['LOCKED']), (dongne.delivery.lockers.states.Denied['USED'], dongne.delivery.lockers.states.Denied['USED']), (dongne.delivery.lockers.states.Denied['OVER'], dongne.delivery.lockers.states.Denied['OVER']), (dongne.delivery.lockers.states.Denied['REVOKED'], dongne.delivery.lockers.states.Denied['REVOKED']), (dongne.delivery.lockers.states.Denied['OFFLINE'], dongne.delivery.lockers.states.Denied['OFFLINE']), (dongne.delivery.lockers.states.Denied['BUSY'], dongne.delivery.lockers.states.Denied['BUSY']), (dongne.delivery.lockers.states.Denied['STATE'], dongne.delivery.lockers.states.Denied['STATE'])], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('courier', models.UUIDField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('good_until', models.DateTimeField(null=True)),
                ('seq', models.BigIntegerField(null=True)),
                ('boot', models.UUIDField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('compartment', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='lockers.compartment')),
                ('grant', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='lockers.grant')),
                ('locker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='lockers.locker')),
                ('officer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
                'indexes': [models.Index(fields=['locker', '-asked_at', '-id'], name='opening_list'), models.Index(fields=['compartment', '-asked_at'], name='opening_compartment'), models.Index(condition=models.Q(('state__in', [dongne.delivery.lockers.states.Step['ACKNOWLEDGED'], dongne.delivery.lockers.states.Step['ALLOWED'], dongne.delivery.lockers.states.Step['CHECK'], dongne.delivery.lockers.states.Step['OPENED'], dongne.delivery.lockers.states.Step['SENT']])), fields=['locker', 'state'], name='opening_live')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', [dongne.delivery.lockers.states.Step['ACKNOWLEDGED'], dongne.delivery.lockers.states.Step['ALLOWED'], dongne.delivery.lockers.states.Step['CHECK'], dongne.delivery.lockers.states.Step['OPENED'], dongne.delivery.lockers.states.Step['SENT']])), fields=('compartment',), name='one_live_opening_of_a_door'), models.UniqueConstraint(condition=models.Q(('seq', None), _negated=True), fields=('locker', 'seq'), name='one_command_of_a_number')],
            },
        ),
        migrations.CreateModel(
            name='OpeningStep',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(choices=[(dongne.delivery.lockers.states.Step['ASKED'], dongne.delivery.lockers.states.Step['ASKED']), (dongne.delivery.lockers.states.Step['DENIED'], dongne.delivery.lockers.states.Step['DENIED']), (dongne.delivery.lockers.states.Step['ALLOWED'], dongne.delivery.lockers.states.Step['ALLOWED']), (dongne.delivery.lockers.states.Step['SENT'], dongne.delivery.lockers.states.Step['SENT']), (dongne.delivery.lockers.states.Step['ACKNOWLEDGED'], dongne.delivery.lockers.states.Step['ACKNOWLEDGED']), (dongne.delivery.lockers.states.Step['OPENED'], dongne.delivery.lockers.states.Step['OPENED']), (dongne.delivery.lockers.states.Step['CLOSED'], dongne.delivery.lockers.states.Step['CLOSED']), (dongne.delivery.lockers.states.Step['FAILED'], dongne.delivery.lockers.states.Step['FAILED']), (dongne.delivery.lockers.states.Step['EXPIRED'], dongne.delivery.lockers.states.Step['EXPIRED']), (dongne.delivery.lockers.states.Step['CHECK'], dongne.delivery.lockers.states.Step['CHECK'])], max_length=14)),
                ('at', models.DateTimeField()),
                ('device_at', models.DateTimeField(null=True)),
                ('opening', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='lockers.opening')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('opening', 'step'), name='each_step_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='compartment',
            constraint=models.UniqueConstraint(fields=('locker', 'number'), name='one_compartment_of_number'),
        ),
        migrations.AddConstraint(
            model_name='compartment',
            constraint=models.UniqueConstraint(condition=models.Q(('parcel__isnull', False)), fields=('parcel',), name='a_parcel_in_one_compartment'),
        ),
        migrations.AddConstraint(
            model_name='compartment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', [dongne.delivery.lockers.states.Box['LOADED'], dongne.delivery.lockers.states.Box['OPENING']]), _negated=True), ('parcel__isnull', False), _connector='OR'), name='compartment_filled_has_a_parcel'),
        ),
        migrations.AddConstraint(
            model_name='compartment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', [dongne.delivery.lockers.states.Box['FREE'], dongne.delivery.lockers.states.Box['EMPTIED']]), _negated=True), ('parcel__isnull', True), _connector='OR'), name='compartment_free_has_none'),
        ),
    ]
