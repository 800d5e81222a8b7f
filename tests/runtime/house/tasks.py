from datetime import datetime

from django.db import connection

from dongne.foundation.jobs.public import job


@job(name="house.write")
def write(*, now: datetime, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO house_done VALUES (%s) ON CONFLICT DO NOTHING", [number])
