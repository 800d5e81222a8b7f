import django.contrib.postgres.fields
import django.db.models.deletion
import dongne.delivery.couriers.states
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
            name='Courier',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('corps', models.CharField(blank=True, max_length=40)),
                ('tasks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[(dongne.delivery.couriers.states.Task['DELIVER'], dongne.delivery.couriers.states.Task['DELIVER']), (dongne.delivery.couriers.states.Task['PROXY'], dongne.delivery.couriers.states.Task['PROXY'])], max_length=10), size=None)),
                ('most', models.PositiveSmallIntegerField(default=3)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('consented_on', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('why_ended', models.CharField(blank=True, max_length=200)),
                ('added_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
                ('officer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.person')),
            ],
            options={
                'ordering': ['-since', 'id'],
                'indexes': [models.Index(fields=['dong', 'ended_at'], name='courier_dong'), models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='courier_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('officer__isnull', True), ('person__isnull', False)), models.Q(('officer__isnull', False), ('person__isnull', True)), _connector='OR'), name='courier_is_one_of_both'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='courier_in_order'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('person__isnull', False)), fields=('person',), name='one_courier_of_a_person'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('officer__isnull', False)), fields=('officer',), name='one_courier_of_an_officer')],
            },
        ),
        migrations.CreateModel(
            name='AwayDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('said_at', models.DateTimeField()),
                ('courier', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='away_days', to='couriers.courier')),
            ],
            options={
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('courier', 'day'), name='one_away_day')],
            },
        ),
        migrations.CreateModel(
            name='DutyWindow',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('weekday', models.PositiveSmallIntegerField(null=True)),
                ('day', models.DateField(null=True)),
                ('starts', models.TimeField()),
                ('ends', models.TimeField()),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('courier', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='windows', to='couriers.courier')),
            ],
            options={
                'ordering': ['weekday', 'day', 'starts', 'id'],
                'indexes': [models.Index(fields=['courier', 'until'], name='duty_window_courier')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('day__isnull', True), ('weekday__isnull', False)), models.Q(('day__isnull', False), ('weekday__isnull', True)), _connector='OR'), name='duty_window_on_a_weekday_or_a_day'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='duty_window_in_order')],
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('started_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('courier', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to='couriers.courier')),
            ],
            options={
                'ordering': ['-started_at'],
                'indexes': [models.Index(fields=['courier', 'ended_at'], name='courier_sign_in'), models.Index(fields=['seen_at'], name='courier_sign_in_seen')],
            },
        ),
    ]
