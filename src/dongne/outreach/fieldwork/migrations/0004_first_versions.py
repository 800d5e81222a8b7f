from django.db import migrations

BATCH = 2000

# What was approved so far is version 1 of itself: paper, activities and photos as they stand.
ARCHIVE = """
    WITH batch AS (
        UPDATE {report} SET completed_version = version
        WHERE id IN (
            SELECT id FROM {report} WHERE state = 'approved' AND completed_version = 0
            ORDER BY id LIMIT %s
        )
        RETURNING id, version, content, submitted_at, completed_at, created_at
    )
    INSERT INTO {version}
        (report_id, number, content, snapshot, reason, submitted_at, completed_at, line)
    SELECT b.id, b.version, coalesce(b.content, '{{}}'),
        (
            SELECT coalesce(jsonb_agg(row ORDER BY happened_at, received_at, id), '[]')
            FROM (
                SELECT a.id, a.happened_at, a.received_at,
                    to_jsonb(a) - 'words' || jsonb_build_object('photos', (
                        SELECT coalesce(jsonb_agg(
                            jsonb_build_object(
                                'sha256', p.sha256, 'role', p.role, 'position', p.position
                            ) ORDER BY p.position, p.id
                        ), '[]')
                        FROM {photo} p WHERE p.activity_id = a.id
                    )) AS row
                FROM {activity} a WHERE a.report_id = b.id AND a.removed_at IS NULL
            ) rows
        ),
        '', b.submitted_at, coalesce(b.completed_at, b.created_at),
        (
            SELECT max(l.id) FROM {line} l
            WHERE l.subject_type = 'report' AND l.subject_id = b.id AND l.state = 'approved'
        )
    FROM batch b
"""


def archive(apps, schema_editor):
    """In batches: there may be millions."""
    names = {
        name: apps.get_model("fieldwork", model)._meta.db_table
        for name, model in (
            ("report", "Report"),
            ("version", "ReportVersion"),
            ("activity", "Activity"),
            ("photo", "ActivityPhoto"),
        )
    }
    names["line"] = apps.get_model("approvals", "Line")._meta.db_table
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(ARCHIVE.format(**names), [BATCH])
            if not cursor.rowcount:
                return


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0001_initial"),
        ("fieldwork", "0003_corrections"),
    ]

    operations = [
        migrations.RunPython(archive, migrations.RunPython.noop, elidable=True),
    ]
