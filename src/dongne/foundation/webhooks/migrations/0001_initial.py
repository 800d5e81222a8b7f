import django.contrib.postgres.fields
import django.db.models.deletion
import dongne.foundation.vault.public
import dongne.foundation.webhooks.states
import dongne.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0005_alter_officer_roles'),
        ('places', '0003_level_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='Endpoint',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=60)),
                ('url', models.CharField(max_length=500)),
                ('events', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                ('secret', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('old_secret', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('old_secret_until', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('is_on', models.BooleanField(default=True)),
                ('off_why', models.CharField(blank=True, choices=[('person', 'person'), ('failing', 'failing'), ('gone', 'gone')], max_length=16)),
                ('off_at', models.DateTimeField(null=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('failing_since', models.DateTimeField(null=True)),
                ('warned_at', models.DateTimeField(null=True)),
                ('rests_until', models.DateTimeField(null=True)),
                ('busy_until', models.DateTimeField(null=True)),
                ('succeeded_at', models.DateTimeField(null=True)),
                ('city', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.city')),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.district')),
                ('dong', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.dong')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'ordering': ['title', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('city__isnull', True), ('district__isnull', True)), models.Q(('city__isnull', True), ('dong__isnull', True)), models.Q(('district__isnull', True), ('dong__isnull', True)), _connector='OR'), name='endpoint_in_one_place')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('body', models.TextField()),
                ('dong', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.dong')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['at'], name='webhook_event_age')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sending', 'sending'), ('delivered', 'delivered'), ('given_up', 'given_up'), ('stopped', 'stopped')], default=dongne.foundation.webhooks.states.DeliveryState['WAITING'], max_length=12)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('endpoint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='webhooks.endpoint')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='webhooks.event')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['endpoint', 'id'], name='webhook_delivery_list'), models.Index(condition=models.Q(('state', 'waiting')), fields=['endpoint', 'due_at'], name='webhook_delivery_due'), models.Index(condition=models.Q(('state', 'sending')), fields=['claimed_at'], name='webhook_delivery_sending')],
                'constraints': [models.UniqueConstraint(fields=('event', 'endpoint'), name='webhook_event_once')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('took_ms', models.PositiveIntegerField(null=True)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('failure', models.CharField(blank=True, choices=[('refused', 'refused'), ('redirected', 'redirected'), ('gone', 'gone'), ('timed_out', 'timed_out'), ('no_connection', 'no_connection'), ('not_found', 'not_found'), ('certificate', 'certificate'), ('not_allowed', 'not_allowed'), ('broken_off', 'broken_off'), ('worker_died', 'worker_died')], max_length=16)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='made', to='webhooks.delivery')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('delivery', 'number'), name='webhook_attempt_once')],
            },
        ),
    ]
