import django.contrib.postgres.fields
import django.db.models.deletion
import dongne.foundation.approvals.states
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0005_alter_officer_roles'),
        ('places', '0004_ground'),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterStyle',
            fields=[
                ('dong', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='places.dong')),
                ('prefix', models.CharField(max_length=30)),
                ('with_year', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_type', models.CharField(max_length=40)),
                ('subject_id', models.UUIDField()),
                ('state', models.CharField(choices=[(dongne.foundation.approvals.states.LineState['RUNNING'], dongne.foundation.approvals.states.LineState['RUNNING']), (dongne.foundation.approvals.states.LineState['APPROVED'], dongne.foundation.approvals.states.LineState['APPROVED']), (dongne.foundation.approvals.states.LineState['RETURNED'], dongne.foundation.approvals.states.LineState['RETURNED']), (dongne.foundation.approvals.states.LineState['WITHDRAWN'], dongne.foundation.approvals.states.LineState['WITHDRAWN'])], default=dongne.foundation.approvals.states.LineState['RUNNING'], max_length=16)),
                ('way', models.CharField(choices=[(dongne.foundation.approvals.states.Way['MEMO'], dongne.foundation.approvals.states.Way['MEMO']), (dongne.foundation.approvals.states.Way['APPROVAL'], dongne.foundation.approvals.states.Way['APPROVAL']), (dongne.foundation.approvals.states.Way['OUTSIDE'], dongne.foundation.approvals.states.Way['OUTSIDE'])], default=dongne.foundation.approvals.states.Way['APPROVAL'], max_length=16)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('paper_kind', models.CharField(blank=True, max_length=40)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('important', models.BooleanField(default=False)),
                ('gap', models.CharField(blank=True, choices=[(dongne.foundation.approvals.states.Gap['NOBODY_STANDS_IN'], dongne.foundation.approvals.states.Gap['NOBODY_STANDS_IN']), (dongne.foundation.approvals.states.Gap['STAND_IN_IS_AWAY'], dongne.foundation.approvals.states.Gap['STAND_IN_IS_AWAY']), (dongne.foundation.approvals.states.Gap['STAND_IN_DRAFTED_IT'], dongne.foundation.approvals.states.Gap['STAND_IN_DRAFTED_IT']), (dongne.foundation.approvals.states.Gap['SEAT_IS_EMPTY'], dongne.foundation.approvals.states.Gap['SEAT_IS_EMPTY']), (dongne.foundation.approvals.states.Gap['OUTSIDE'], dongne.foundation.approvals.states.Gap['OUTSIDE'])], max_length=24)),
                ('openness', models.CharField(choices=[(dongne.foundation.approvals.states.Openness['OPEN'], dongne.foundation.approvals.states.Openness['OPEN']), (dongne.foundation.approvals.states.Openness['PARTIAL'], dongne.foundation.approvals.states.Openness['PARTIAL']), (dongne.foundation.approvals.states.Openness['CLOSED'], dongne.foundation.approvals.states.Openness['CLOSED'])], default=dongne.foundation.approvals.states.Openness['OPEN'], max_length=16)),
                ('openness_grounds', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(choices=[(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8)]), blank=True, default=list, size=None)),
                ('register_year', models.PositiveSmallIntegerField(null=True)),
                ('register_serial', models.PositiveIntegerField(null=True)),
                ('register_number', models.CharField(blank=True, max_length=60)),
                ('registered_on', models.DateField(null=True)),
                ('outside_number', models.CharField(blank=True, max_length=60)),
                ('outside_on', models.DateField(null=True)),
                ('drafter_name', models.CharField(max_length=40)),
                ('drafter_title', models.CharField(max_length=40)),
                ('submitted_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('awaiting_since', models.DateTimeField(null=True)),
                ('awaiting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
                ('drafter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('awaiting__isnull', False)), fields=['awaiting', 'awaiting_since', 'id'], name='line_inbox'), models.Index(fields=['subject_type', 'subject_id', 'id'], name='line_subject'), models.Index(fields=['drafter', '-id'], name='line_drafter'), models.Index(condition=models.Q(('register_serial__isnull', False)), fields=['dong', '-register_year', '-register_serial'], name='line_register'), models.Index(condition=models.Q(('state', dongne.foundation.approvals.states.LineState['RUNNING'])), fields=['dong', 'id'], name='line_running')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', dongne.foundation.approvals.states.LineState['RUNNING'])), fields=('subject_type', 'subject_id'), name='one_running_line_of_a_subject'), models.UniqueConstraint(condition=models.Q(('register_serial__isnull', False)), fields=('dong', 'register_year', 'register_serial'), name='one_paper_of_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('state', dongne.foundation.approvals.states.LineState['RUNNING']), _negated=True), models.Q(('awaiting__isnull', False), ('gap', '')), models.Q(('awaiting__isnull', True), models.Q(('gap', ''), _negated=True)), _connector='OR'), name='awaited_or_told_why')],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_by_name', models.CharField(max_length=40)),
                ('given_at', models.DateTimeField()),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.team')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='approvals.line')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('officer__isnull', False)), fields=['officer', '-id'], name='copy_officer'), models.Index(condition=models.Q(('team__isnull', False)), fields=['team', '-id'], name='copy_team')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('officer__isnull', False), ('team__isnull', True)), models.Q(('officer__isnull', True), ('team__isnull', False)), _connector='OR'), name='copied_to_officer_or_team'), models.UniqueConstraint(fields=('line', 'officer', 'team'), name='copied_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='LineRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper_kind', models.CharField(blank=True, max_length=40)),
                ('way', models.CharField(blank=True, choices=[(dongne.foundation.approvals.states.Way['MEMO'], dongne.foundation.approvals.states.Way['MEMO']), (dongne.foundation.approvals.states.Way['APPROVAL'], dongne.foundation.approvals.states.Way['APPROVAL']), (dongne.foundation.approvals.states.Way['OUTSIDE'], dongne.foundation.approvals.states.Way['OUTSIDE'])], max_length=16)),
                ('reviewers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), blank=True, default=list, size=None)),
                ('cooperators', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), blank=True, default=list, size=None)),
                ('final', models.CharField(blank=True, max_length=24)),
                ('opinion_required', models.BooleanField(default=False)),
                ('important', models.BooleanField(default=False)),
                ('openness', models.CharField(choices=[(dongne.foundation.approvals.states.Openness['OPEN'], dongne.foundation.approvals.states.Openness['OPEN']), (dongne.foundation.approvals.states.Openness['PARTIAL'], dongne.foundation.approvals.states.Openness['PARTIAL']), (dongne.foundation.approvals.states.Openness['CLOSED'], dongne.foundation.approvals.states.Openness['CLOSED'])], default=dongne.foundation.approvals.states.Openness['OPEN'], max_length=16)),
                ('openness_grounds', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(choices=[(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8)]), blank=True, default=list, size=None)),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.dong')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dong', 'paper_kind', 'team'), name='one_line_rule', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='OutsideNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60)),
                ('dated', models.DateField(null=True)),
                ('typed_by_name', models.CharField(max_length=100)),
                ('typed_at', models.DateTimeField()),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outside_numbers', to='approvals.line')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RegisterSequence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('dong', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.dong')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dong', 'year'), name='one_register_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[(dongne.foundation.approvals.states.StepKind['REVIEW'], dongne.foundation.approvals.states.StepKind['REVIEW']), (dongne.foundation.approvals.states.StepKind['COOPERATION'], dongne.foundation.approvals.states.StepKind['COOPERATION']), (dongne.foundation.approvals.states.StepKind['APPROVAL'], dongne.foundation.approvals.states.StepKind['APPROVAL']), (dongne.foundation.approvals.states.StepKind['READ'], dongne.foundation.approvals.states.StepKind['READ'])], max_length=16)),
                ('officer_name', models.CharField(max_length=40)),
                ('officer_title', models.CharField(max_length=40)),
                ('state', models.CharField(choices=[(dongne.foundation.approvals.states.StepState['WAITING'], dongne.foundation.approvals.states.StepState['WAITING']), (dongne.foundation.approvals.states.StepState['SIGNED'], dongne.foundation.approvals.states.StepState['SIGNED']), (dongne.foundation.approvals.states.StepState['RETURNED'], dongne.foundation.approvals.states.StepState['RETURNED']), (dongne.foundation.approvals.states.StepState['SKIPPED'], dongne.foundation.approvals.states.StepState['SKIPPED']), (dongne.foundation.approvals.states.StepState['MERGED'], dongne.foundation.approvals.states.StepState['MERGED'])], default=dongne.foundation.approvals.states.StepState['WAITING'], max_length=16)),
                ('acted_at', models.DateTimeField(null=True)),
                ('opinion', models.TextField(blank=True)),
                ('seat', models.CharField(blank=True, max_length=24)),
                ('finality', models.BooleanField(default=False)),
                ('opinion_required', models.BooleanField(default=False)),
                ('away_kind', models.CharField(blank=True, choices=[('annual', 'annual'), ('sick', 'sick'), ('official', 'official'), ('trip', 'trip'), ('training', 'training'), ('parental', 'parental'), ('leave', 'leave'), ('other', 'other')], max_length=16)),
                ('away_from', models.DateField(null=True)),
                ('away_to', models.DateField(null=True)),
                ('stand_in_name', models.CharField(blank=True, max_length=40)),
                ('stand_in_title', models.CharField(blank=True, max_length=40)),
                ('stood_in_before', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('after_report', models.BooleanField(default=False)),
                ('after_report_read_at', models.DateTimeField(null=True)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='approvals.line')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
                ('stand_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'ordering': ['position'],
                'indexes': [models.Index(condition=models.Q(('after_report', True), ('after_report_read_at', None)), fields=['officer', 'id'], name='step_after_report')],
                'constraints': [models.UniqueConstraint(fields=('line', 'position'), name='one_step_at_a_position')],
            },
        ),
        migrations.CreateModel(
            name='CopyRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_at', models.DateTimeField()),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='approvals.copy')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('copy', 'officer'), name='read_once')],
            },
        ),
    ]
