import django.db.models.deletion
import dongne.outreach.opendata.states
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casework', '0001_initial'),
        ('places', '0004_ground'),
    ]

    operations = [
        migrations.CreateModel(
            name='FiguresMade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='MapDelta',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cell', models.BigIntegerField()),
                ('month', models.IntegerField()),
                ('category', models.SlugField(db_index=False, max_length=40)),
                ('open', models.BooleanField()),
                ('n', models.SmallIntegerField()),
                ('latitude', models.IntegerField()),
                ('longitude', models.IntegerField()),
                ('point', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='MapState',
            fields=[
                ('dong', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='places.dong')),
                ('on', models.BooleanField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[(dongne.outreach.opendata.states.Level['CITY'], dongne.outreach.opendata.states.Level['CITY']), (dongne.outreach.opendata.states.Level['DISTRICT'], dongne.outreach.opendata.states.Level['DISTRICT']), (dongne.outreach.opendata.states.Level['DONG'], dongne.outreach.opendata.states.Level['DONG'])], max_length=8)),
                ('place', models.BigIntegerField()),
                ('period', models.IntegerField()),
                ('category', models.SlugField(blank=True, db_index=False, max_length=40)),
                ('opened', models.IntegerField()),
                ('closed', models.IntegerField()),
                ('solved', models.IntegerField()),
                ('told', models.IntegerField()),
                ('median_hours', models.FloatField(null=True)),
                ('ninety_hours', models.FloatField(null=True)),
                ('targets', models.IntegerField()),
                ('targets_kept', models.IntegerField()),
                ('limits', models.IntegerField()),
                ('limits_kept', models.IntegerField()),
                ('ended', models.IntegerField()),
                ('reopened', models.IntegerField()),
                ('answered', models.IntegerField()),
                ('satisfied', models.IntegerField()),
                ('withheld', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('level', 'place', 'period', 'category'), name='one_figure_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='MapTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resolution', models.SmallIntegerField()),
                ('month', models.IntegerField()),
                ('cell', models.BigIntegerField()),
                ('category', models.SlugField(db_index=False, max_length=40)),
                ('open', models.BooleanField()),
                ('n', models.IntegerField()),
                ('latitude', models.BigIntegerField()),
                ('longitude', models.BigIntegerField()),
                ('point', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('n', 0)), fields=['id'], name='map_tally_empty')],
                'constraints': [models.UniqueConstraint(fields=('resolution', 'month', 'cell', 'category', 'open'), include=('n', 'latitude', 'longitude', 'point'), name='one_map_tally_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='PlaceShown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.SlugField(db_index=False, max_length=40)),
                ('shows', models.CharField(choices=[(dongne.outreach.opendata.states.Shows['EXACT'], dongne.outreach.opendata.states.Shows['EXACT']), (dongne.outreach.opendata.states.Shows['TONG'], dongne.outreach.opendata.states.Shows['TONG']), (dongne.outreach.opendata.states.Shows['NOTHING'], dongne.outreach.opendata.states.Shows['NOTHING'])], max_length=8)),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.dong')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dong', 'category'), name='one_way_to_show_places_of_a_category')],
            },
        ),
        migrations.CreateModel(
            name='PublicCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=16, unique=True)),
                ('tong', models.PositiveSmallIntegerField(null=True)),
                ('category', models.SlugField(db_index=False, max_length=40)),
                ('state', models.CharField(max_length=12)),
                ('outcome', models.CharField(blank=True, max_length=12)),
                ('open', models.BooleanField()),
                ('day', models.DateField()),
                ('told_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('in_time', models.BooleanField(null=True)),
                ('shows', models.CharField(choices=[(dongne.outreach.opendata.states.Shows['EXACT'], dongne.outreach.opendata.states.Shows['EXACT']), (dongne.outreach.opendata.states.Shows['TONG'], dongne.outreach.opendata.states.Shows['TONG']), (dongne.outreach.opendata.states.Shows['NOTHING'], dongne.outreach.opendata.states.Shows['NOTHING'])], max_length=8)),
                ('latitude', models.IntegerField(null=True)),
                ('longitude', models.IntegerField(null=True)),
                ('cell', models.BigIntegerField(null=True)),
                ('changed_on', models.DateField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case')),
                ('dong', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.dong')),
            ],
            options={
                'indexes': [models.Index(fields=['-day', '-number'], name='publiccase_newest'), models.Index(fields=['dong', '-day', '-number'], name='publiccase_dong_newest'), models.Index(fields=['cell'], include=('latitude', 'longitude', 'category', 'open', 'day', 'id'), name='publiccase_cell')],
            },
        ),
    ]
