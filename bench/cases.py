"""A million cases in the city: three years of them, one of twelve still open; a road department in
every district, which holds every fourth. Written by PostgreSQL from a series of numbers.
"""

from __future__ import annotations

import time

import psycopg

from bench import memos
from bench.figures import say

COUNT = 1_000_000
OPEN_SHARE = 12
"""One of so many is not closed: the newest ones."""

_DEPARTMENTS = """
INSERT INTO organisations_team (district_id, name, name_en, kind, position)
    SELECT d.id, '도로과', '', 'department', 0 FROM places_district d;
INSERT INTO organisations_account (username, password, is_active, language)
    SELECT d.code || '-road-' || n, (SELECT max(password) FROM organisations_account), true, 'ko'
    FROM places_district d, generate_series(1, 8) AS n;
INSERT INTO organisations_officer
    (account_id, team_id, dong_id, name, title, title_en, roles, position, is_active)
    SELECT a.id, t.id, NULL, '도로 ' || n, '주무관', 'Officer', ARRAY['officer', 'department'], n,
           true
    FROM places_district d CROSS JOIN generate_series(1, 8) AS n
    JOIN organisations_account a ON a.username = d.code || '-road-' || n
    JOIN organisations_team t ON t.district_id = d.id AND t.kind = 'department';
INSERT INTO organisations_apitoken (account_id, digest, created_at, expires_at)
    SELECT id, sha256(('token-' || username)::bytea), now(), now() + interval '1 day'
    FROM organisations_account WHERE username LIKE '%-road-%';
"""
_CASES = """
INSERT INTO casework_case (
    id, number, dong_id, tong_id, zone_officer_id, category, channel, title, text, answers, address,
    latitude, longitude, cell, state, outcome, measure, responsible, remedy, urgent, restricted,
    public, may_be_public, holder_team_id, holder_officer_id, received_at, statutory_due_at,
    target_at, due_at, waiting_for, waiting_until, done_at, zone_told_at, told_at, closed_at,
    times_reopened, moved_at, updated_at, version, words
)
SELECT gen_random_uuid(), lpad(to_hex(s.i), 13, '0'), d.id, t.id, z.id,
    (ARRAY['road', 'street_tree', 'crossing', 'divider', 'signboard', 'dumping', 'bus_stop',
           'school_route'])[1 + s.i %% 8],
    (ARRAY['activity', 'phone', 'web', 'qr', 'counter'])[1 + s.i %% 5],
    left(m.memo, 60), m.memo, '{}', '신월로' || s.i %% 60 || '길 ' || s.i %% 200,
    37.45 + (s.i %% 997) * 0.0002, 126.80 + (s.i %% 1009) * 0.0003, NULL, s.state,
    CASE WHEN s.state IN ('done', 'closed') THEN 'solved' ELSE '' END,
    CASE WHEN s.state IN ('done', 'closed') THEN '고쳤음' ELSE '' END, '', '',
    s.i %% 40 = 0, false, 'shown', true,
    CASE WHEN s.i %% 4 = 0 THEN r.team ELSE h.team_id END,
    CASE WHEN s.i %% 13 = 0 AND s.state = 'received' THEN NULL
         WHEN s.i %% 4 = 0 THEN r.officers[1 + s.i / 4 %% 8] ELSE h.id END,
    s.at, s.at + interval '7 days', s.at + interval '60 days', s.at + interval '60 days',
    CASE WHEN s.state = 'waiting' THEN 'office' ELSE '' END,
    CASE WHEN s.state = 'waiting' THEN current_date + 3 END,
    CASE WHEN s.state IN ('done', 'closed') THEN s.at + interval '2 days' END,
    CASE WHEN s.state = 'closed' THEN s.at + interval '3 days' END,
    CASE WHEN s.state = 'closed' THEN s.at + interval '3 days' END,
    CASE WHEN s.state = 'closed' THEN s.at + interval '4 days' END,
    CASE WHEN s.i %% 90 = 0 THEN 1 ELSE 0 END, s.at, s.at, 1,
    (m.words || ' ''@' || d.id || '''')::tsvector
FROM (
    SELECT i, now() - i * (interval '1095 days' / %(count)s) AS at,
        CASE WHEN i > %(count)s / %(share)s THEN 'closed' ELSE
            (ARRAY['received', 'assigned', 'in_progress', 'waiting', 'done'])[1 + i %% 5]
        END AS state
    FROM generate_series(1, %(count)s) AS i
) s
JOIN (SELECT id, district_id, row_number() OVER (ORDER BY id) - 1 AS n FROM places_dong) d
    ON d.n = s.i %% (SELECT count(*) FROM places_dong)
JOIN (SELECT id, dong_id, number FROM places_tong) t
    ON t.dong_id = d.id AND t.number = 1 + s.i / 425 %% 30
JOIN (SELECT id, dong_id, position FROM organisations_officer) z
    ON z.dong_id = d.id AND z.position = 1 + s.i / 425 %% 20
JOIN (SELECT id, dong_id, team_id, position FROM organisations_officer) h
    ON h.dong_id = d.id AND h.position = 1 + s.i / 850 %% 20
JOIN (
    SELECT t.district_id, t.id AS team, array_agg(o.id ORDER BY o.id) AS officers
    FROM organisations_team t JOIN organisations_officer o ON o.team_id = t.id
    WHERE t.kind = 'department' GROUP BY 1, 2
) r ON r.district_id = d.district_id
JOIN memos m ON m.number = s.i::bigint * 7919 %% %(memos)s
"""
_REPORTERS = """
INSERT INTO casework_reporter (id, case_id, role, reachable, wants, agreed_oral, language,
                               joined_at, answer)
    SELECT gen_random_uuid(), id, 'reporter', true, true, false, 'ko', received_at, ''
    FROM casework_case
"""
_HANDOVERS = """
INSERT INTO casework_handover (id, case_id, kind, state, from_team_id, to_team_id, to_body, reason,
                               returned_reason, responsible, result, asked_at, answered_at)
    SELECT gen_random_uuid(), c.id, 'transfer',
        CASE WHEN c.state = 'received' AND n %% 3 = 0 THEN 'pending'
             WHEN n %% 9 = 0 THEN 'returned' ELSE 'accepted' END,
        NULL, t.id, '', '', '', '', '', c.received_at + interval '10 minutes',
        CASE WHEN NOT (c.state = 'received' AND n %% 3 = 0)
             THEN c.received_at + interval '2 hours' END
    FROM (SELECT *, row_number() OVER () AS n FROM casework_case) c
    JOIN places_dong d ON d.id = c.dong_id
    JOIN organisations_team t ON t.district_id = d.district_id AND t.kind = 'department'
    WHERE n %% 4 = 0
"""
_NOTES = """
INSERT INTO casework_note (id, case_id, at, text, public, actor_name)
    SELECT gen_random_uuid(), id, received_at + interval '1 hour', '현장을 확인함', false, ''
    FROM casework_case WHERE state <> 'closed'
"""

_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename IN ('casework_case', 'casework_reporter', 'casework_handover', 'casework_note')
    AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""


def build(superuser_url: str, count: int = COUNT) -> None:
    """As the superuser, without checking what is right by construction."""
    begun = time.monotonic()
    values = {"count": count, "share": OPEN_SHARE, "memos": memos.COUNT}
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("SET work_mem = '128MB'")
        memos.write(connection)
        connection.execute(_DEPARTMENTS)
        indexes = connection.execute(_INDEXES).fetchall()
        for name, _definition in indexes:
            connection.execute(f"DROP INDEX {name}")
        with psycopg.ClientCursor(connection) as cursor:
            cursor.execute(_CASES, values)
            cursor.execute(_HANDOVERS, values)
        connection.execute(_REPORTERS)
        connection.execute(_NOTES)
        # Indexes are built from what is there in a third of the time.
        for _name, definition in indexes:
            connection.execute(definition)
        for table in ("case", "reporter", "handover", "note"):
            connection.execute(f"VACUUM ANALYZE casework_{table}")
        connection.execute("VACUUM ANALYZE organisations_officer")
        connection.execute("CHECKPOINT")
    say(f"{count:,} cases: {time.monotonic() - begun:.0f} s")
