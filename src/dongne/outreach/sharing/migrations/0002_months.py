import django.db.models.deletion
import dongne.outreach.sharing.states
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_absence'),
        ('places', '0001_initial'),
        ('sharing', '0001_initial'),
    ]

    operations = [
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
            ],
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(condition=models.Q(('taken_in', False)), fields=['dong', 'month'], name='ledger_late'),
        ),
        migrations.AddField(
            model_name='monthstate',
            name='dong',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong'),
        ),
        migrations.AddConstraint(
            model_name='monthstate',
            constraint=models.UniqueConstraint(fields=('month', 'dong'), name='one_state_of_a_month'),
        ),
    ]
