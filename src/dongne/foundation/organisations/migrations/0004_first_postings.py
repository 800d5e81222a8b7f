"""Everybody who works here already gets a first posting, and every account its first grant."""

from django.db import migrations

SINCE = """
    coalesce((SELECT min(e.at) FROM audit_auditentry e
              WHERE e.subject_type = 'organisations.officer' AND e.subject_id = o.id::text
                AND e.action = 'officer.added'), now())
"""
POSTINGS = f"""
    INSERT INTO organisations_posting
        (officer_id, kind, team_id, title, title_en, roles, starts_on, reason, applied_at)
    SELECT o.id, CASE WHEN o.is_active THEN 'joined' ELSE 'left' END, o.team_id, o.title,
           o.title_en, o.roles, ({SINCE} AT TIME ZONE 'Asia/Seoul')::date, '', {SINCE}
    FROM organisations_officer o
    WHERE NOT EXISTS (SELECT FROM organisations_posting p WHERE p.officer_id = o.id)
"""
GRANTS = f"""
    INSERT INTO organisations_grant
        (at, account_id, officer_id, username, officer_name, before, after, place,
         actor_officer_id, actor_name, reason)
    SELECT {SINCE}, o.account_id, o.id, a.username, o.name, '{{}}', o.roles,
           coalesce(d.name, i.name, c.name, '') || ' ' || t.name, NULL, 'system', ''
    FROM organisations_officer o
    JOIN organisations_account a ON a.id = o.account_id
    JOIN organisations_team t ON t.id = o.team_id
    LEFT JOIN places_dong d ON d.id = t.dong_id
    LEFT JOIN places_district i ON i.id = t.district_id
    LEFT JOIN places_city c ON c.id = t.city_id
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_postings"), ("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(POSTINGS, migrations.RunSQL.noop),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
