import django.db.models.deletion
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
            name='Deadline',
            fields=[
                ('id', models.UUIDField(default=dongne.lib.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('subject_type', models.CharField(max_length=64)),
                ('subject_id', models.CharField(max_length=64)),
                ('limit', models.CharField(max_length=10)),
                ('target', models.CharField(blank=True, max_length=10)),
                ('received_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('promised_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('target_at', models.DateTimeField(null=True)),
                ('standing_since', models.DateTimeField(null=True)),
                ('counted_by', models.CharField(max_length=64)),
                ('notice_on', models.DateField(null=True)),
                ('told_on', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('done', '처리 완료'), ('withdrawn', '취하'), ('returned', '반려'), ('passed_on', '다른 기관 이송'), ('closed', '종결')], max_length=16)),
                ('dong', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='places.dong')),
                ('officer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='organisations.officer')),
                ('team', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='organisations.team')),
            ],
            options={
                'ordering': ['due_at', 'id'],
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['dong', 'due_at', 'id'], include=('officer', 'team', 'standing_since'), name='deadline_dong_due'), models.Index(condition=models.Q(('ended_at', None)), fields=['officer', 'due_at', 'id'], name='deadline_officer_due'), models.Index(condition=models.Q(('ended_at', None)), fields=['team', 'due_at', 'id'], name='deadline_team_due'), models.Index(condition=models.Q(('ended_at', None)), fields=['dong', 'id'], name='deadline_open'), models.Index(condition=models.Q(('ended_at', None)), fields=['notice_on', 'id'], name='deadline_notice'), models.Index(fields=['subject_type', 'subject_id'], name='deadline_subject')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('subject_type', 'subject_id', 'kind'), name='deadline_open_once'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), _negated=True), models.Q(('due_at__isnull', False), ('standing_since', None)), ('standing_since__isnull', False), _connector='OR'), name='deadline_stands_or_is_due'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('outcome', '')), models.Q(('ended_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='deadline_ended_somehow')],
            },
        ),
        migrations.CreateModel(
            name='DeadlineExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('limit', models.CharField(max_length=10)),
                ('reason', models.CharField(choices=[('consultation', '다른 기관·부서와 협의'), ('facts', '사실 확인·현장 조사'), ('law_question', '법령 해석 질의'), ('many_concerned', '여러 사람의 이해 조정'), ('disaster', '재난 등 어쩔 수 없는 사정'), ('petitioner', '신청인의 요청')], max_length=20)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('consent', models.BooleanField(default=False)),
                ('granted_at', models.DateTimeField()),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='deadlines.deadline')),
            ],
            options={
                'ordering': ['granted_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DeadlineStop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('supplement', '서류 보완'), ('transfer', '문서 이송'), ('representatives', '대표자 선정'), ('hearing', '의견 청취'), ('tests', '실험·검사·감정·기술 검토'), ('prior_matter', '먼저 끝나야 하는 사무'), ('outage', '정보시스템 장애'), ('site_survey', '현장 조사')], max_length=20)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('longer', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stops', to='deadlines.deadline')),
            ],
            options={
                'ordering': ['began_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('deadline',), name='deadline_stands_once'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='deadline_stop_in_order')],
            },
        ),
        migrations.CreateModel(
            name='DeadlineTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deed', models.CharField(choices=[('started', '시작'), ('stopped', '멈춰 있음'), ('went_on', '다시 시작'), ('extended', '연장'), ('transferred', '담당 변경'), ('moved', '휴일·근무시간 변경'), ('told', '진행 상황 알림'), ('ended', '끝'), ('reopened', '다시 엶')], max_length=16)),
                ('at', models.DateTimeField()),
                ('due_before', models.DateTimeField(null=True)),
                ('due_after', models.DateTimeField(null=True)),
                ('detail', models.CharField(blank=True, max_length=40)),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='deadlines.deadline')),
                ('officer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.officer')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
    ]
