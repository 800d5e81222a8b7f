import django.db.models.deletion
import dongne.outreach.fieldwork.states
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('fieldwork', '0002_activity_words'),
        ('organisations', '0002_absence'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('snapshot', models.JSONField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('completed_at', models.DateTimeField()),
                ('line', models.BigIntegerField(null=True)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='one_open_report_of_a_day',
        ),
        migrations.AddField(
            model_name='activity',
            name='standing',
            field=models.CharField(blank=True, choices=[(dongne.outreach.fieldwork.states.Standing['OUT'], dongne.outreach.fieldwork.states.Standing['OUT']), (dongne.outreach.fieldwork.states.Standing['IN'], dongne.outreach.fieldwork.states.Standing['IN'])], db_default='', default='', max_length=4),
        ),
        migrations.AddField(
            model_name='report',
            name='completed_version',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='report',
            name='corrected_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer'),
        ),
        migrations.AddField(
            model_name='report',
            name='correction_reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=500),
        ),
        migrations.AddField(
            model_name='report',
            name='report_kind',
            field=models.SlugField(db_default='activity', db_index=False, default='activity', max_length=40),
        ),
        migrations.AddField(
            model_name='report',
            name='way',
            field=models.CharField(db_default='approval', default='approval', max_length=16),
        ),
        migrations.AlterField(
            model_name='activity',
            name='held',
            field=models.CharField(blank=True, choices=[(dongne.outreach.fieldwork.states.Hold['FUTURE'], dongne.outreach.fieldwork.states.Hold['FUTURE']), (dongne.outreach.fieldwork.states.Hold['CLOSED'], dongne.outreach.fieldwork.states.Hold['CLOSED'])], max_length=16),
        ),
        migrations.AlterField(
            model_name='report',
            name='state',
            field=models.CharField(choices=[(dongne.outreach.fieldwork.states.ReportState['DRAFT'], dongne.outreach.fieldwork.states.ReportState['DRAFT']), (dongne.outreach.fieldwork.states.ReportState['SUBMITTED'], dongne.outreach.fieldwork.states.ReportState['SUBMITTED']), (dongne.outreach.fieldwork.states.ReportState['RETURNED'], dongne.outreach.fieldwork.states.ReportState['RETURNED']), (dongne.outreach.fieldwork.states.ReportState['APPROVED'], dongne.outreach.fieldwork.states.ReportState['APPROVED']), (dongne.outreach.fieldwork.states.ReportState['CORRECTING'], dongne.outreach.fieldwork.states.ReportState['CORRECTING'])], default=dongne.outreach.fieldwork.states.ReportState['DRAFT'], max_length=16),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('completed_version', 0), ('state__in', [dongne.outreach.fieldwork.states.ReportState['CORRECTING'], dongne.outreach.fieldwork.states.ReportState['DRAFT'], dongne.outreach.fieldwork.states.ReportState['RETURNED']])), fields=('officer', 'day'), name='one_open_report_of_a_day'),
        ),
        migrations.AddField(
            model_name='reportversion',
            name='corrected_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer'),
        ),
        migrations.AddField(
            model_name='reportversion',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='fieldwork.report'),
        ),
        migrations.AddConstraint(
            model_name='reportversion',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='one_report_version'),
        ),
    ]
