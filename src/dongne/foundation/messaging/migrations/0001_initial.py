import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import dongne.foundation.messaging.states
import dongne.foundation.vault.public
import dongne.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0004_first_postings'),
        ('organisations', '0005_alter_officer_roles'),
        ('places', '0003_level_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('event', models.CharField(max_length=64)),
                ('kind', models.CharField(max_length=32)),
                ('person_id', models.UUIDField(null=True)),
                ('name', dongne.foundation.vault.public.SealedField(mask='name', null=True)),
                ('phone', dongne.foundation.vault.public.SealedField(mask='phone', null=True)),
                ('phone_key', dongne.foundation.vault.public.KeyedIndexField(normal='phone', null=True, of='phone')),
                ('email', dongne.foundation.vault.public.SealedField(mask='email', null=True)),
                ('email_key', dongne.foundation.vault.public.KeyedIndexField(normal='email', null=True, of='email')),
                ('address', dongne.foundation.vault.public.SealedField(mask='address', null=True)),
                ('language', models.CharField(default='ko', max_length=5)),
                ('means', models.CharField(choices=[('sms', 'sms'), ('alimtalk', 'alimtalk'), ('email', 'email'), ('push', 'push'), ('letter', 'letter'), ('notice', 'notice'), ('outbox', 'outbox')], max_length=16)),
                ('ways', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), default=list, size=None)),
                ('subject', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('body', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('values', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('template_version', models.PositiveIntegerField(default=0)),
                ('state', models.CharField(choices=[('asked', 'asked'), ('queued', 'queued'), ('sending', 'sending'), ('sent', 'sent'), ('delivered', 'delivered'), ('temporary_failure', 'temporary_failure'), ('permanent_failure', 'permanent_failure'), ('unknown', 'unknown'), ('returned_letter', 'returned_letter'), ('cancelled', 'cancelled'), ('told', 'told')], default=dongne.foundation.messaging.states.MessageState['ASKED'], max_length=20)),
                ('why', models.CharField(blank=True, max_length=48)),
                ('once', models.CharField(blank=True, max_length=120)),
                ('about_type', models.CharField(blank=True, max_length=64)),
                ('about_id', models.CharField(blank=True, max_length=64)),
                ('link', models.CharField(blank=True, max_length=200)),
                ('urgent', models.BooleanField(default=False)),
                ('asked_at', models.DateTimeField()),
                ('not_before', models.DateTimeField(null=True)),
                ('good_until', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('provider', models.CharField(blank=True, max_length=32)),
                ('reference', models.CharField(blank=True, max_length=120)),
                ('cost', models.PositiveIntegerField(default=0)),
                ('printed_at', models.DateTimeField(null=True)),
                ('again_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent_again_as', to='messaging.message')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages_asked', to='organisations.officer')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages_decided', to='organisations.officer')),
                ('dong', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='places.dong')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='organisations.officer')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['dong', 'state', '-id'], name='message_dong_state'), models.Index(fields=['dong', '-id'], name='message_dong'), models.Index(fields=['about_type', 'about_id', '-id'], name='message_about'), models.Index(fields=['person_id', '-id'], name='message_person'), models.Index(fields=['officer', '-id'], name='message_officer'), models.Index(condition=models.Q(('state__in', ['asked', 'queued', 'temporary_failure'])), fields=['due_at'], name='message_due'), models.Index(condition=models.Q(('state', 'sending')), fields=['claimed_at'], name='message_claimed'), models.Index(condition=models.Q(('state', 'sent')), fields=['sent_at'], name='message_no_receipt'), models.Index(condition=models.Q(('reference', ''), _negated=True), fields=['provider', 'reference'], name='message_reference'), models.Index(condition=models.Q(('means', 'letter'), ('printed_at__isnull', True), ('state', 'sent')), fields=['dong', 'id'], name='message_to_print')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('once', ''), _negated=True), fields=('dong', 'once'), name='message_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='ProviderHealth',
            fields=[
                ('provider', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('open_since', models.DateTimeField(null=True)),
                ('next_trial_at', models.DateTimeField(null=True)),
                ('why', models.CharField(blank=True, max_length=48)),
            ],
        ),
        migrations.CreateModel(
            name='PushKeys',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('only', models.BooleanField(default=True, unique=True)),
                ('public', models.CharField(max_length=120)),
                ('private', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('means', models.CharField(max_length=16)),
                ('provider', models.CharField(max_length=32)),
                ('sent_to', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('started_at', models.DateTimeField()),
                ('took_ms', models.PositiveIntegerField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('accepted', 'accepted'), ('delivered', 'delivered'), ('temporary', 'temporary'), ('permanent', 'permanent'), ('unknown', 'unknown')], max_length=16)),
                ('code', models.CharField(blank=True, max_length=48)),
                ('reference', models.CharField(blank=True, max_length=120)),
                ('cost', models.PositiveIntegerField(default=0)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='messaging.message')),
            ],
            options={
                'ordering': ['message', 'number'],
                'indexes': [models.Index(fields=['provider', 'started_at'], name='attempt_window')],
                'constraints': [models.UniqueConstraint(fields=('message', 'number'), name='attempt_numbered')],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('before', models.CharField(blank=True, max_length=20)),
                ('after', models.CharField(max_length=20)),
                ('why', models.CharField(blank=True, max_length=48)),
                ('note', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('by_name', models.CharField(blank=True, max_length=100)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='messaging.message')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['message', 'id'], name='message_moves')],
            },
        ),
        migrations.CreateModel(
            name='OptOut',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(null=True)),
                ('phone', dongne.foundation.vault.public.SealedField(mask='phone', null=True)),
                ('phone_key', dongne.foundation.vault.public.KeyedIndexField(normal='phone', null=True, of='phone')),
                ('email', dongne.foundation.vault.public.SealedField(mask='email', null=True)),
                ('email_key', dongne.foundation.vault.public.KeyedIndexField(normal='email', null=True, of='email')),
                ('kind', models.CharField(blank=True, max_length=32)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('how', models.CharField(choices=[('telephone', 'telephone'), ('counter', 'counter'), ('reply', 'reply'), ('link', 'link')], max_length=16)),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opt_outs', to='places.dong')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['dong', 'person_id'], name='opt_out_person'), models.Index(fields=['dong', 'phone_key'], name='opt_out_phone'), models.Index(fields=['dong', 'email_key'], name='opt_out_email')],
            },
        ),
        migrations.CreateModel(
            name='ProviderSetting',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('means', models.CharField(choices=[('sms', 'sms'), ('alimtalk', 'alimtalk'), ('email', 'email'), ('push', 'push'), ('letter', 'letter'), ('notice', 'notice'), ('outbox', 'outbox')], max_length=16)),
                ('provider', models.CharField(max_length=32)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('is_on', models.BooleanField(default=True)),
                ('sender', models.CharField(blank=True, max_length=120)),
                ('options', models.JSONField(default=dict)),
                ('secret', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('city', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.city')),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.district')),
                ('dong', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.dong')),
            ],
            options={
                'ordering': ['means', 'position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('city__isnull', True), ('district__isnull', True)), models.Q(('city__isnull', True), ('dong__isnull', True)), models.Q(('district__isnull', True), ('dong__isnull', True)), _connector='OR'), name='provider_in_one_place'), models.UniqueConstraint(fields=('city', 'district', 'dong', 'means', 'provider'), name='provider_once_a_place', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='PushSubscription',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('endpoint', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('p256dh', models.CharField(max_length=120)),
                ('auth', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('device', models.CharField(blank=True, max_length=60)),
                ('created_at', models.DateTimeField()),
                ('gone_at', models.DateTimeField(null=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='push_subscriptions', to='organisations.officer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('gone_at', None)), fields=['officer'], name='push_officer')],
            },
        ),
        migrations.CreateModel(
            name='QuietHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.TimeField(default=datetime.time(21, 0))),
                ('ends', models.TimeField(default=datetime.time(8, 0))),
                ('is_on', models.BooleanField(default=True)),
                ('dong', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quiet_hours', to='places.dong')),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('provider', models.CharField(max_length=32)),
                ('told_id', models.CharField(max_length=160)),
                ('known_as', models.CharField(blank=True, max_length=120)),
                ('outcome', models.CharField(max_length=16)),
                ('code', models.CharField(blank=True, max_length=48)),
                ('at', models.DateTimeField()),
                ('moved', models.BooleanField(default=False)),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to='messaging.message')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('message__isnull', True)), fields=['-id'], name='receipt_of_nobody')],
                'constraints': [models.UniqueConstraint(fields=('provider', 'told_id'), name='receipt_once')],
            },
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(max_length=64)),
                ('language', models.CharField(max_length=5)),
                ('means', models.CharField(blank=True, choices=[('sms', 'sms'), ('alimtalk', 'alimtalk'), ('email', 'email'), ('push', 'push'), ('letter', 'letter'), ('notice', 'notice'), ('outbox', 'outbox')], max_length=16)),
                ('version', models.PositiveIntegerField()),
                ('subject', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('code', models.CharField(blank=True, max_length=64)),
                ('current', models.BooleanField(default=True)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='message_templates', to='places.dong')),
            ],
            options={
                'ordering': ['event', 'language', 'means', '-version'],
                'constraints': [models.UniqueConstraint(fields=('dong', 'event', 'language', 'means', 'version'), name='template_version'), models.UniqueConstraint(condition=models.Q(('current', True)), fields=('dong', 'event', 'language', 'means'), name='template_current')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='notice', serialize=False, to='messaging.message')),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='organisations.officer')),
            ],
            options={
                'ordering': ['-message_id'],
                'indexes': [models.Index(fields=['officer', '-message_id'], name='notice_officer'), models.Index(condition=models.Q(('read_at', None)), fields=['officer'], name='notice_unread')],
            },
        ),
        migrations.CreateModel(
            name='LetterBatch',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('serial', models.PositiveSmallIntegerField()),
                ('made_at', models.DateTimeField()),
                ('printed_at', models.DateTimeField(null=True)),
                ('posted_at', models.DateTimeField(null=True)),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letter_batches', to='places.dong')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('posted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('printed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'ordering': ['-day', '-serial'],
                'constraints': [models.UniqueConstraint(fields=('dong', 'day', 'serial'), name='letter_batch_of_day')],
            },
        ),
        migrations.CreateModel(
            name='LetterSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('width', models.FloatField()),
                ('height', models.FloatField()),
                ('left', models.FloatField()),
                ('top', models.FloatField()),
                ('window_width', models.FloatField()),
                ('window_height', models.FloatField()),
                ('sender', models.TextField(blank=True, max_length=300)),
                ('signed', models.CharField(blank=True, max_length=60)),
                ('dong', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='letter_setting', to='places.dong')),
            ],
        ),
        migrations.CreateModel(
            name='LetterSlip',
            fields=[
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='slip', serialize=False, to='messaging.message')),
                ('position', models.PositiveSmallIntegerField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='messaging.letterbatch')),
            ],
            options={
                'ordering': ['batch', 'position'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'position'), name='letter_in_its_place')],
            },
        ),
        migrations.CreateModel(
            name='NoticeChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(max_length=64)),
                ('push', models.BooleanField()),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_choices', to='organisations.officer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('officer', 'event'), name='notice_choice_once')],
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('reached', 'reached'), ('not_reached', 'not_reached'), ('left_word', 'left_word')], max_length=16)),
                ('note', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('again_on', models.DateField(null=True)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='telephoned', to='messaging.message')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'ordering': ['message', 'id'],
                'indexes': [models.Index(fields=['message', 'id'], name='call_message')],
            },
        ),
        migrations.AddField(
            model_name='message',
            name='asked_provider',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='message',
            name='concerns',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
