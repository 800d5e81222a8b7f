import django.contrib.postgres.fields
import django.db.models.deletion
import dongne.delivery.counters.states
import dongne.foundation.vault.public
import dongne.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('channels', '0001_initial'),
        ('organisations', '0005_alter_officer_roles'),
        ('places', '0004_ground'),
        ('residents', '0003_alter_person_source'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutreachSite',
            fields=[
                ('site', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='channels.channelsite')),
                ('weeks_ahead', models.PositiveSmallIntegerField(default=8)),
                ('walk_in', models.BooleanField(default=True)),
                ('places', models.PositiveSmallIntegerField(default=1)),
                ('door_key', models.CharField(max_length=32, unique=True)),
                ('added_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
            ],
            options={
                'ordering': ['site__position', 'site__name', 'site_id'],
                'indexes': [models.Index(fields=['dong'], name='outreach_site_dong')],
            },
        ),
        migrations.CreateModel(
            name='Rhythm',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('weekday', models.PositiveSmallIntegerField()),
                ('nth', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None)),
                ('starts', models.PositiveSmallIntegerField()),
                ('ends', models.PositiveSmallIntegerField()),
                ('slot_minutes', models.PositiveSmallIntegerField(default=20)),
                ('cap', models.PositiveSmallIntegerField(default=1)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('officer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('outreach', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rhythms', to='counters.outreachsite')),
            ],
            options={
                'ordering': ['weekday', 'starts', 'id'],
                'indexes': [models.Index(fields=['outreach', 'ended_at'], name='rhythm_outreach')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='rhythm_in_order'), models.CheckConstraint(condition=models.Q(('ends__lte', 1440), ('weekday__lte', 6)), name='rhythm_on_a_weekday'), models.CheckConstraint(condition=models.Q(('cap__gte', 1), ('slot_minutes__gte', 5)), name='rhythm_slots')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('starts', models.PositiveSmallIntegerField()),
                ('ends', models.PositiveSmallIntegerField()),
                ('slot_minutes', models.PositiveSmallIntegerField()),
                ('cap', models.PositiveSmallIntegerField()),
                ('note', models.CharField(blank=True, max_length=200)),
                ('note_en', models.CharField(blank=True, max_length=300)),
                ('last_ticket', models.PositiveSmallIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=100)),
                ('reason_en', models.CharField(blank=True, max_length=150)),
                ('outreach', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='counters.outreachsite')),
                ('rhythm', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='counters.rhythm')),
            ],
            options={
                'ordering': ['day', 'starts', 'id'],
                'indexes': [models.Index(fields=['day', 'outreach'], name='session_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts')), ('ends__lte', 1440)), name='session_in_order'), models.UniqueConstraint(condition=models.Q(('cancelled_at', None)), fields=('outreach', 'day', 'starts'), name='one_session_at_a_time'), models.UniqueConstraint(fields=('rhythm', 'day'), name='one_session_of_a_rhythm')],
            },
        ),
        migrations.CreateModel(
            name='Server',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(default=1)),
                ('officer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='servers', to='counters.session')),
            ],
            options={
                'ordering': ['place', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('session', 'officer'), name='serves_once')],
            },
        ),
        migrations.CreateModel(
            name='BookingDraft',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=64, unique=True)),
                ('begins', models.PositiveSmallIntegerField()),
                ('services', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=40), default=list, size=None)),
                ('language', models.CharField(default='ko', max_length=8)),
                ('name', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('phone', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('verified_at', models.DateTimeField(null=True)),
                ('secret', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('booked_at', models.DateTimeField(null=True)),
                ('started_at', models.DateTimeField()),
                ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='counters.session')),
            ],
            options={
                'indexes': [models.Index(fields=['started_at'], name='booking_draft_age')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('begins', models.PositiveSmallIntegerField()),
                ('seat', models.PositiveSmallIntegerField()),
                ('number', models.CharField(max_length=16, unique=True)),
                ('digest', models.BinaryField(max_length=32, null=True)),
                ('services', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=40), default=list, size=None)),
                ('language', models.CharField(default='ko', max_length=8)),
                ('booked_by', models.CharField(choices=[(dongne.delivery.counters.states.BookedBy['RESIDENT'], dongne.delivery.counters.states.BookedBy['RESIDENT']), (dongne.delivery.counters.states.BookedBy['OFFICE'], dongne.delivery.counters.states.BookedBy['OFFICE'])], default=dongne.delivery.counters.states.BookedBy['RESIDENT'], max_length=10)),
                ('state', models.CharField(choices=[(dongne.delivery.counters.states.AppointmentState['BOOKED'], dongne.delivery.counters.states.AppointmentState['BOOKED']), (dongne.delivery.counters.states.AppointmentState['CAME'], dongne.delivery.counters.states.AppointmentState['CAME']), (dongne.delivery.counters.states.AppointmentState['DID_NOT_COME'], dongne.delivery.counters.states.AppointmentState['DID_NOT_COME']), (dongne.delivery.counters.states.AppointmentState['CANCELLED'], dongne.delivery.counters.states.AppointmentState['CANCELLED'])], default=dongne.delivery.counters.states.AppointmentState['BOOKED'], max_length=14)),
                ('booked_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('reminded_at', models.DateTimeField(null=True)),
                ('cancelled_by', models.CharField(blank=True, choices=[(dongne.delivery.counters.states.CancelledBy['RESIDENT'], dongne.delivery.counters.states.CancelledBy['RESIDENT']), (dongne.delivery.counters.states.CancelledBy['OFFICE'], dongne.delivery.counters.states.CancelledBy['OFFICE']), (dongne.delivery.counters.states.CancelledBy['SESSION'], dongne.delivery.counters.states.CancelledBy['SESSION'])], max_length=10)),
                ('unreached', models.BooleanField(default=False)),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='residents.person')),
                ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='counters.session')),
            ],
            options={
                'ordering': ['session', 'begins', 'seat'],
                'indexes': [models.Index(fields=['session', 'state'], name='appointment_session'), models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='appointment_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', [dongne.delivery.counters.states.AppointmentState['BOOKED'], dongne.delivery.counters.states.AppointmentState['CAME'], dongne.delivery.counters.states.AppointmentState['DID_NOT_COME']])), fields=('session', 'begins', 'seat'), name='a_seat_is_taken_once')],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('follow_key', models.CharField(max_length=24, unique=True)),
                ('state', models.CharField(choices=[(dongne.delivery.counters.states.TicketState['WAITING'], dongne.delivery.counters.states.TicketState['WAITING']), (dongne.delivery.counters.states.TicketState['CALLED'], dongne.delivery.counters.states.TicketState['CALLED']), (dongne.delivery.counters.states.TicketState['SERVED'], dongne.delivery.counters.states.TicketState['SERVED']), (dongne.delivery.counters.states.TicketState['GONE'], dongne.delivery.counters.states.TicketState['GONE'])], default=dongne.delivery.counters.states.TicketState['WAITING'], max_length=8)),
                ('taken_at', models.DateTimeField()),
                ('first_called_at', models.DateTimeField(null=True)),
                ('called_at', models.DateTimeField(null=True)),
                ('calls', models.PositiveSmallIntegerField(default=0)),
                ('place', models.PositiveSmallIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('appointment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ticket', to='counters.appointment')),
                ('officer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='counters.session')),
            ],
            options={
                'ordering': ['session', 'number'],
                'indexes': [models.Index(fields=['session', 'state'], name='ticket_session')],
                'constraints': [models.UniqueConstraint(fields=('session', 'number'), name='numbers_without_twins'), models.UniqueConstraint(condition=models.Q(('state', dongne.delivery.counters.states.TicketState['CALLED'])), fields=('session', 'place'), name='one_called_to_a_place')],
            },
        ),
    ]
