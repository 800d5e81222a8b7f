import django.db.models.deletion
import dongne.delivery.channels.states
import dongne.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0005_alter_officer_roles'),
        ('places', '0004_ground'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChannelsMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.UUIDField(default=dongne.lib.ids.new_id)),
            ],
        ),
        migrations.CreateModel(
            name='ChannelSite',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('channel', models.SlugField(db_index=False, max_length=40)),
                ('name', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, max_length=100)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('telephone', models.CharField(blank=True, max_length=20)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('hours', models.JSONField(null=True)),
                ('on_holidays', models.CharField(choices=[(dongne.delivery.channels.states.OnHolidays['CLOSED'], dongne.delivery.channels.states.OnHolidays['CLOSED']), (dongne.delivery.channels.states.OnHolidays['USUAL'], dongne.delivery.channels.states.OnHolidays['USUAL']), (dongne.delivery.channels.states.OnHolidays['SUNDAY'], dongne.delivery.channels.states.OnHolidays['SUNDAY'])], default=dongne.delivery.channels.states.OnHolidays['CLOSED'], max_length=8)),
                ('features', models.JSONField(default=list)),
                ('languages', models.JSONField(default=list)),
                ('services', models.JSONField(null=True)),
                ('capacity', models.PositiveSmallIntegerField(default=0)),
                ('notice', models.CharField(blank=True, max_length=200)),
                ('notice_en', models.CharField(blank=True, max_length=300)),
                ('open_from', models.DateField(null=True)),
                ('open_until', models.DateField(null=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('city', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.city')),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.district')),
                ('dong', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
            ],
            options={
                'ordering': ['position', 'name', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('city__isnull', False), ('district', None), ('dong', None)), models.Q(('city', None), ('district__isnull', False), ('dong', None)), models.Q(('city', None), ('district', None), ('dong__isnull', False)), _connector='OR'), name='channel_site_of_one_place'), models.CheckConstraint(condition=models.Q(('open_from', None), ('open_until', None), ('open_until__gte', models.F('open_from')), _connector='OR'), name='channel_site_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='channel_site_somewhere')],
            },
        ),
        migrations.CreateModel(
            name='SiteClosing',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('opens', models.PositiveSmallIntegerField(null=True)),
                ('closes', models.PositiveSmallIntegerField(null=True)),
                ('reason', models.CharField(max_length=100)),
                ('reason_en', models.CharField(blank=True, max_length=150)),
                ('declared_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('declared_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closings', to='channels.channelsite')),
            ],
            options={
                'ordering': ['first_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='site_closing_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('closes', None), ('opens', None)), ('closes__gt', models.F('opens')), _connector='OR'), name='site_closing_hours')],
            },
        ),
        migrations.CreateModel(
            name='ChannelSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.SlugField(db_index=False, max_length=40)),
                ('on', models.BooleanField(default=True)),
                ('accepts_within', models.PositiveSmallIntegerField(null=True)),
                ('posting_first', models.PositiveSmallIntegerField(null=True)),
                ('posting_last', models.PositiveSmallIntegerField(null=True)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.dong')),
            ],
            options={
                'ordering': ['channel'],
                'constraints': [models.UniqueConstraint(fields=('dong', 'channel'), name='one_setting_of_a_channel'), models.CheckConstraint(condition=models.Q(models.Q(('posting_first', None), ('posting_last', None)), ('posting_last__gte', models.F('posting_first')), _connector='OR'), name='channel_posting_in_order')],
            },
        ),
    ]
