"""A whole city as rows: dongs, officers, months of counts, and activities for the last of them.

Written by PostgreSQL itself from series of numbers, so that millions take seconds. The counts are
the ledger's: activities are made from it one for one, tallies by the program's own statements.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

import argon2
import psycopg

from bench import memos
from bench.figures import say
from bench.house import ROOT, clean_environment
from dongne.lib.seoul import Month, seoul_day

PASSWORD = "a-long-word-for-measuring"  # noqa: S105 - of a city that is thrown away
FIELDS = ("welfare", "environment", "safety", "complaint", "publicity", "general")
TONGS = 30

_PEOPLE = """
INSERT INTO places_city (code, name, name_en, level_name)
    VALUES ('bench', '서울특별시', 'Seoul', '시');
INSERT INTO places_district (code, name, name_en, level_name, city_id)
    SELECT 'district-' || n, n || '구', '', '구', (SELECT max(id) FROM places_city)
    FROM generate_series(1, %(districts)s) AS n;
INSERT INTO places_dong (code, name, name_en, level_name, district_id, unit_name, unit_head_name,
                         part_name, part_head_name)
    SELECT 'dong-' || n, n || '동', '', '동', d.id, '통', '통장', '반', '반장'
    FROM generate_series(0, %(dongs)s - 1) AS n
    JOIN places_district d ON d.code = 'district-' || (n %% %(districts)s + 1);
INSERT INTO places_tong (dong_id, number)
    SELECT d.id, n FROM places_dong d, generate_series(1, %(tongs)s) AS n;
INSERT INTO organisations_team (dong_id, name, name_en, kind, position)
    SELECT d.id, t.name, '', t.kind, t.position FROM places_dong d,
    (VALUES ('행정팀', 'administration', 0), ('복지1팀', 'welfare', 1), ('복지2팀', 'welfare', 2))
        AS t(name, kind, position);
INSERT INTO organisations_team (city_id, name, name_en, kind, position)
    SELECT max(id), '총괄', '', 'desk', 0 FROM places_city;
INSERT INTO organisations_account (username, password, is_active, language)
    SELECT d.code || '-' || n, %(password)s, true, 'ko'
    FROM places_dong d, generate_series(1, %(officers)s) AS n;
INSERT INTO organisations_account (username, password, is_active, language)
    VALUES ('desk', %(password)s, true, 'ko');
INSERT INTO organisations_officer
    (account_id, team_id, dong_id, name, title, title_en, roles, position, is_active)
    SELECT a.id, t.id, d.id, '주무관' || n, '주무관', 'Officer', ARRAY['officer'], n, true
    FROM places_dong d CROSS JOIN generate_series(1, %(officers)s) AS n
    JOIN organisations_account a ON a.username = d.code || '-' || n
    JOIN organisations_team t ON t.dong_id = d.id AND t.position = n %% 3;
INSERT INTO organisations_officer
    (account_id, team_id, dong_id, name, title, title_en, roles, position, is_active)
    SELECT a.id, t.id, NULL, '총괄', '주무관', 'Officer', ARRAY['officer', 'city_desk'], 0, true
    FROM organisations_account a, organisations_team t
    WHERE a.username = 'desk' AND t.city_id IS NOT NULL;
INSERT INTO organisations_account (username, password, is_active, language)
    SELECT d.code || '-' || who, %(password)s, true, 'ko'
    FROM places_dong d, unnest(ARRAY['lead', 'head']) AS who;
INSERT INTO organisations_officer
    (account_id, team_id, dong_id, name, title, title_en, roles, position, is_active)
    SELECT a.id, t.id, d.id, w.name, w.name, w.who, ARRAY['officer', w.role], 0, true
    FROM places_dong d
    CROSS JOIN (VALUES ('lead', '행정팀장', 'administration_lead'), ('head', '동장', 'dong_head'))
        AS w(who, name, role)
    JOIN organisations_account a ON a.username = d.code || '-' || w.who
    JOIN organisations_team t ON t.dong_id = d.id AND t.position = 0;
INSERT INTO organisations_posting
    (officer_id, kind, team_id, title, title_en, roles, starts_on, reason, applied_at)
    SELECT id, 'joined', team_id, title, title_en, roles, DATE '2017-01-01', '', now()
    FROM organisations_officer;
INSERT INTO organisations_apitoken (account_id, digest, created_at, expires_at)
    SELECT id, sha256(('token-' || username)::bytea), now(), now() + interval '1 day'
    FROM organisations_account;
INSERT INTO zones_zone (dong_id, officer_id, starts_on)
    SELECT dong_id, id, DATE '2017-01-01' FROM organisations_officer
    WHERE dong_id IS NOT NULL AND position > 0;
INSERT INTO zones_zone_tongs (zone_id, tong_id)
    SELECT z.id, t.id FROM zones_zone z
    JOIN organisations_officer o ON o.id = z.officer_id
    JOIN places_tong t ON t.dong_id = z.dong_id AND t.number %% %(officers)s + 1 = o.position;
"""
# 5 to 17 in each month, officer and field: about 65 for an officer's month.
_LEDGER = """
INSERT INTO sharing_ledgerentry (at, month, taken_in, source, version, dong_id, team_id, officer_id,
                                 tong_id, kind, field, standard, n)
    SELECT now(), month, true, 'report', 1, o.dong_id, o.team_id, o.id, NULL, 'complaint_heard',
           field, field, 5 + (o.id * 7 + length(field) * 5 + extract(month FROM month)::int) %% 13
    FROM generate_series(%(first)s::date, %(last)s::date, interval '1 month') AS month,
         unnest(%(fields)s::text[]) AS field, organisations_officer o
    WHERE o.dong_id IS NOT NULL AND o.position > 0
"""
_REPORTS = """
INSERT INTO fieldwork_report (id, dong_id, officer_id, team_id, day, place, purpose, state,
                              report_kind, way, version, completed_version, content, return_reason,
                              correction_reason, created_at, submitted_at, completed_at)
    SELECT gen_random_uuid(), dong_id, id, team_id, month + 27, '', '', 'approved', 'activity',
           'approval', 1, 1, '{"entries": [], "kinds": []}', '', '', now(), now(), now()
    FROM organisations_officer,
         (SELECT generate_series(%(detailed)s::date, %(last)s::date, interval '1 month')::date
          AS month) AS months
    WHERE dong_id IS NOT NULL AND position > 0
"""
# Of a version's activities as much as the full count reads.
_VERSIONS = """
INSERT INTO fieldwork_reportversion (report_id, number, content, snapshot, reason, submitted_at,
                                     completed_at)
    SELECT r.id, 1, r.content, a.kept, '', r.submitted_at, r.completed_at
    FROM fieldwork_report r
    JOIN (SELECT report_id, jsonb_agg(jsonb_build_object('id', id, 'day', day, 'field', field,
                                                         'counted', counted)) AS kept
          FROM fieldwork_activity GROUP BY report_id) a ON a.report_id = r.id
"""
_MONTHS = """
INSERT INTO sharing_monthstate (dong_id, month, state, shared, shared_by, accepted_by, closed_by,
                                reopened_by, reopen_reason)
    SELECT d.id, month, 'closed', '{"total": 0, "fields": {}, "missing": []}', '', '', '', '', ''
    FROM places_dong d,
         generate_series(%(first)s::date, %(last)s::date - interval '1 month', interval '1 month')
         AS month
"""
_ACTIVITIES = """
INSERT INTO fieldwork_activity (id, dong_id, officer_id, report_id, kind, field, counted,
                                happened_at, day, memo, measure, address, latitude, longitude,
                                handover, standing, device, held, receipt, received_at, words)
    SELECT gen_random_uuid(), l.dong_id, l.officer_id, r.id, l.kind, l.field, true,
           l.month + nth * interval '1 day' + interval '10 hours', l.month + nth,
           m.memo, '', '', 37.52, 126.85, false, '', '', '',
           gen_random_uuid(), l.month + nth * interval '1 day' + interval '18 hours',
           (m.words || ' ''@' || l.dong_id || '''')::tsvector
    FROM sharing_ledgerentry l
    JOIN fieldwork_report r ON r.officer_id = l.officer_id AND r.day = l.month + 27
    CROSS JOIN generate_series(1, l.n) AS nth
    JOIN memos m ON m.number = (l.id * 7919 + nth * 104729) %% %(memos)s
    WHERE l.month >= %(detailed)s
"""
# An index of bigrams is built from what is there in a third of the time.
_INDEX = "CREATE INDEX activity_words ON fieldwork_activity USING gin (words)"


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """How large. Months end with the last whole one; `detailed` of them have their activities."""

    dongs: int = 425
    districts: int = 25
    officers: int = 20
    months: int = 36
    detailed: int = 2

    @property
    def last(self) -> Month:
        return Month.of(seoul_day(datetime.now(UTC))).previous()

    def months_back(self, number: int) -> date:
        month = self.last
        for _ in range(number - 1):
            month = month.previous()
        return month.first


@dataclass(frozen=True, slots=True)
class Built:
    activities: int
    counted: int
    """The activities of all months together, by the ledger."""


def build(city: City, superuser_url: str) -> Built:
    """Fill an empty database. As the superuser, without checking what is right by construction."""
    begun = time.monotonic()
    values = {
        "dongs": city.dongs,
        "districts": city.districts,
        "officers": city.officers,
        "tongs": TONGS,
        "password": "argon2" + argon2.PasswordHasher().hash(PASSWORD),
        "first": city.months_back(city.months),
        "detailed": city.months_back(city.detailed),
        "last": city.last.first,
        "fields": list(FIELDS),
        "memos": memos.COUNT,
    }
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        with psycopg.ClientCursor(connection) as cursor:
            cursor.execute(_PEOPLE, values)
        connection.execute(_LEDGER, values)
        connection.execute(_REPORTS, values)
        connection.execute(_MONTHS, values)
        memos.write(connection)
        connection.execute("DROP INDEX activity_words")
        connection.execute(_ACTIVITIES, values)
        connection.execute(_VERSIONS)
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute(_INDEX)
        activities = connection.execute("SELECT count(*) FROM fieldwork_activity").fetchone()
        counted = connection.execute("SELECT sum(n) FROM sharing_ledgerentry").fetchone()
    assert activities
    assert counted
    built = Built(int(activities[0]), int(counted[0]))
    say(
        f"a city of {city.dongs} dongs, {city.dongs * city.officers:,} officers, {city.months} "
        f"months, {built.counted:,} counted activities ({built.activities:,} of them as rows): "
        f"{time.monotonic() - begun:.0f} s"
    )
    begun = time.monotonic()
    _settle(superuser_url)
    say(f"its tallies and statistics: {time.monotonic() - begun:.0f} s")
    return built


TALLIES = """
import django; django.setup()
from django.utils import timezone
from dongne.outreach.sharing.services import rebuild
rebuild(now=timezone.now())
"""


def _settle(superuser_url: str) -> None:
    """Tallies by the program's own rebuild; then at once what autovacuum does in time."""
    subprocess.run(
        [sys.executable, "-c", TALLIES],
        env=clean_environment(
            # Without foreign key checks, like the rest.
            DATABASE_URL=f"{superuser_url}&options=-csession_replication_role%3Dreplica",
            DJANGO_SETTINGS_MODULE="dongne.config.settings",
        ),
        cwd=ROOT,
        check=True,
    )
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


def token(dong: int, officer: int | str) -> str:
    """The bearer token of an officer (dongs count from 0, officers from 1), of `lead` or `head`."""
    return f"token-dong-{dong}-{officer}"
