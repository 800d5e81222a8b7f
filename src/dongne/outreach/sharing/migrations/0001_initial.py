import django.db.models.deletion
import dongne.outreach.sharing.states
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('organisations', '0002_absence'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DongTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('standard', models.SlugField(db_index=False, max_length=40)),
                ('source', models.CharField(max_length=8)),
                ('n', models.IntegerField()),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('month', 'dong', 'standard', 'source'), include=('n',), name='one_dong_tally_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='MonthNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('field', models.SlugField(db_index=False, max_length=40)),
                ('contents', models.CharField(blank=True, max_length=300)),
                ('remarks', models.CharField(blank=True, max_length=300)),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dong', 'month', 'field'), name='one_note_of_a_field')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('field', models.SlugField(db_index=False, max_length=40)),
                ('standard', models.SlugField(db_index=False, max_length=40)),
                ('source', models.CharField(max_length=8)),
                ('n', models.IntegerField()),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
                ('officer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('team', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dong', 'month', 'officer', 'team', 'field', 'standard', 'source'), include=('n',), name='one_tally_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('month', models.DateField()),
                ('taken_in', models.BooleanField(default=True)),
                ('source', models.CharField(default='report', max_length=8)),
                ('report_id', models.UUIDField(null=True)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('kind', models.SlugField(db_index=False, max_length=40)),
                ('field', models.SlugField(db_index=False, max_length=40)),
                ('standard', models.SlugField(db_index=False, max_length=40)),
                ('n', models.IntegerField()),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
                ('officer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('team', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.team')),
                ('tong', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.tong')),
            ],
            options={
                'indexes': [models.Index(fields=['dong', 'month'], name='ledger_dong_month'), models.Index(fields=['report_id', 'version'], name='ledger_report'), models.Index(condition=models.Q(('taken_in', False)), fields=['dong', 'month'], name='ledger_late')],
            },
        ),
        migrations.CreateModel(
            name='MonthState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('state', models.CharField(choices=[(dongne.outreach.sharing.states.MonthStep['OPEN'], dongne.outreach.sharing.states.MonthStep['OPEN']), (dongne.outreach.sharing.states.MonthStep['SHARED'], dongne.outreach.sharing.states.MonthStep['SHARED']), (dongne.outreach.sharing.states.MonthStep['CLOSED'], dongne.outreach.sharing.states.MonthStep['CLOSED']), (dongne.outreach.sharing.states.MonthStep['REOPENED'], dongne.outreach.sharing.states.MonthStep['REOPENED'])], default=dongne.outreach.sharing.states.MonthStep['OPEN'], max_length=10)),
                ('shared', models.JSONField(null=True)),
                ('shared_at', models.DateTimeField(null=True)),
                ('shared_by', models.CharField(blank=True, max_length=100)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('accepted_by', models.CharField(blank=True, max_length=100)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.CharField(blank=True, max_length=100)),
                ('reopened_at', models.DateTimeField(null=True)),
                ('reopened_by', models.CharField(blank=True, max_length=100)),
                ('reopened_until', models.DateField(null=True)),
                ('reopen_reason', models.CharField(blank=True, max_length=500)),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('month', 'dong'), name='one_state_of_a_month')],
            },
        ),
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
