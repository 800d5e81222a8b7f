"""A mark that changes with whatever says which dong a point lies in, kept by the database."""

from django.db import migrations, models

TABLES = {
    "places_tong": "INSERT OR UPDATE OF outline, closed_on, number, dong_id OR DELETE",
    "places_dong": "INSERT OR UPDATE OF latitude, longitude, district_id OR DELETE",
    "places_legaldong": "INSERT OR UPDATE OR DELETE",
}

MAKE = """
CREATE FUNCTION places_ground_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO places_ground (id, revision) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET revision = EXCLUDED.revision;
    RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_ground AFTER {events} ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION places_ground_moved();\n"
    for table, events in TABLES.items()
)
DROP = (
    "".join(f"DROP TRIGGER {table}_ground ON {table};\n" for table in TABLES)
    + "DROP FUNCTION places_ground_moved();"
)


class Migration(migrations.Migration):
    dependencies = [("places", "0003_level_names")]

    operations = [
        migrations.CreateModel(
            name="Ground",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("revision", models.UUIDField()),
            ],
        ),
        migrations.RunSQL(MAKE, DROP),
    ]
