import django.db.models.deletion
import dongne.foundation.residents.states
import dongne.foundation.vault.public
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
            name='Household',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('address', dongne.foundation.vault.public.SealedField(mask='address', null=True)),
                ('address_detail', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('address_key', dongne.foundation.vault.public.KeyedIndexField(normal='address', null=True, of='address')),
                ('version', models.PositiveIntegerField(default=1)),
                ('dissolved_on', models.DateField(null=True)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='places.dong')),
                ('tong', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='households', to='places.tong')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['dong', 'address_key'], name='household_address'), models.Index(fields=['dong', 'tong', 'id'], name='household_tong')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', dongne.foundation.vault.public.SealedField(mask='name', null=True)),
                ('phone', dongne.foundation.vault.public.SealedField(mask='phone', null=True)),
                ('second_phone', dongne.foundation.vault.public.SealedField(mask='phone', null=True)),
                ('email', dongne.foundation.vault.public.SealedField(mask='email', null=True)),
                ('address', dongne.foundation.vault.public.SealedField(mask='address', null=True)),
                ('address_detail', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('birth_date', dongne.foundation.vault.public.SealedField(mask='birth_date', null=True)),
                ('note', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('name_key', dongne.foundation.vault.public.KeyedIndexField(normal='name', null=True, of='name')),
                ('phone_key', dongne.foundation.vault.public.KeyedIndexField(normal='phone', null=True, of='phone')),
                ('phone_last4', dongne.foundation.vault.public.KeyedIndexField(normal='last_four', null=True, of='phone')),
                ('second_phone_key', dongne.foundation.vault.public.KeyedIndexField(normal='phone', null=True, of='second_phone')),
                ('second_last4', dongne.foundation.vault.public.KeyedIndexField(normal='last_four', null=True, of='second_phone')),
                ('birth_key', dongne.foundation.vault.public.KeyedIndexField(normal='date', null=True, of='birth_date')),
                ('email_key', dongne.foundation.vault.public.KeyedIndexField(normal='email', null=True, of='email')),
                ('sex', models.CharField(blank=True, choices=[('', ''), ('female', 'female'), ('male', 'male')], max_length=8)),
                ('language', models.CharField(default='ko', max_length=5)),
                ('reached_by', models.CharField(choices=[('phone', 'phone'), ('sms', 'sms'), ('email', 'email'), ('letter', 'letter'), ('visit', 'visit')], default='phone', max_length=8)),
                ('retention', models.CharField(default=dongne.foundation.residents.states.Retention['RESIDENT'], max_length=32)),
                ('keep_until', models.DateField(null=True)),
                ('source', models.CharField(choices=[('counter', 'counter'), ('visit', 'visit'), ('phone', 'phone'), ('online', 'online'), ('import', 'import'), ('case', 'case'), ('other', 'other')], default='counter', max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('destroyed_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='persons', to='places.dong')),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='residents.person')),
                ('tong', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='persons', to='places.tong')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['dong', 'name_key'], name='person_name'), models.Index(fields=['dong', 'phone_key'], name='person_phone'), models.Index(fields=['dong', 'phone_last4'], name='person_last4'), models.Index(condition=models.Q(('second_phone_key__isnull', False)), fields=['dong', 'second_phone_key'], name='person_second_phone'), models.Index(condition=models.Q(('second_last4__isnull', False)), fields=['dong', 'second_last4'], name='person_second_last4'), models.Index(fields=['dong', 'birth_key'], name='person_birth'), models.Index(condition=models.Q(('email_key__isnull', False)), fields=['dong', 'email_key'], name='person_email'), models.Index(fields=['dong', 'tong', 'id'], name='person_tong'), models.Index(condition=models.Q(('destroyed_at__isnull', True)), fields=['keep_until'], name='person_keep_until')],
                'constraints': [models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='person_is_not_merged_into_itself'), models.CheckConstraint(condition=models.Q(('destroyed_at', None), models.Q(('address', None), ('address_detail', None), ('birth_date', None), ('email', None), ('name', None), ('note', None), ('phone', None), ('second_phone', None)), _connector='OR'), name='person_destroyed_holds_nothing')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.CharField(choices=[('head', 'head'), ('spouse', 'spouse'), ('child', 'child'), ('parent', 'parent'), ('grandchild', 'grandchild'), ('grandparent', 'grandparent'), ('sibling', 'sibling'), ('relative', 'relative'), ('housemate', 'housemate')], max_length=16)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='residents.household')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='residents.person')),
            ],
            options={
                'ordering': ['household', 'id'],
                'indexes': [models.Index(fields=['person', 'starts_on'], name='membership_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('person',), name='one_household_of_a_person'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('relation', 'head')), fields=('household',), name='one_head_of_a_household'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('blocked_name', dongne.foundation.vault.public.SealedField(mask='name', null=True)),
                ('blocked_phone', dongne.foundation.vault.public.SealedField(mask='phone', null=True)),
                ('blocked_birth_date', dongne.foundation.vault.public.SealedField(mask='birth_date', null=True)),
                ('blocked_name_key', dongne.foundation.vault.public.KeyedIndexField(normal='name', null=True, of='blocked_name')),
                ('blocked_phone_key', dongne.foundation.vault.public.KeyedIndexField(normal='phone', null=True, of='blocked_phone')),
                ('blocked_birth_key', dongne.foundation.vault.public.KeyedIndexField(normal='date', null=True, of='blocked_birth_date')),
                ('basis', models.CharField(choices=[('order', 'order'), ('registration', 'registration'), ('wish', 'wish')], max_length=16)),
                ('note', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('created_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_reason', dongne.foundation.vault.public.SealedField(mask='hidden', null=True)),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='blocks', to='places.dong')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kept_away_by', to='organisations.officer')),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='residents.household')),
                ('blocked_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='kept_away_by', to='residents.person')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='residents.person')),
            ],
            options={
                'ordering': ['-created_at'],
                'indexes': [models.Index(condition=models.Q(('officer__isnull', False)), fields=['officer'], name='block_officer'), models.Index(fields=['dong', 'blocked_name_key'], name='block_name'), models.Index(fields=['dong', 'blocked_phone_key'], name='block_phone')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('household__isnull', True), ('person__isnull', False)), models.Q(('household__isnull', False), ('person__isnull', True)), _connector='OR'), name='block_protects_one'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='block_in_order')],
            },
        ),
    ]
