"""An empty database gets its tables straight from the models; what comes of it is to be the same,
to the last index and row, as when all the migrations are walked."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql

# Of this process: others of the same run share the server.
WALKED, MADE = f"tables_walked_{os.getpid()}", f"tables_made_{os.getpid()}"
# A table's columns stand in another order where a migration added one: nobody goes by the order.
SHAPE = {
    "columns": """
        SELECT c.relname, a.attname, c.relkind, format_type(a.atttypid, a.atttypmod),
               a.attnotnull, a.attidentity, a.attgenerated, a.attcollation::regcollation,
               a.attstorage, a.attstattarget, a.attoptions, col_description(c.oid, a.attnum),
               pg_get_expr(d.adbin, d.adrelid)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0
          AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
    """,
    "tables": """
        SELECT relname, relkind, reloptions, relpersistence, relreplident, relrowsecurity,
               relforcerowsecurity, relacl, relowner::regrole, obj_description(oid, 'pg_class'),
               CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END
        FROM pg_class WHERE relnamespace = 'public'::regnamespace
    """,
    "indexes": """
        SELECT pg_get_indexdef(i.indexrelid), i.indisunique, i.indisprimary, i.indisvalid,
               i.indisclustered, i.indisreplident, i.indnullsnotdistinct
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = 'public'::regnamespace
    """,
    "constraints": """
        SELECT conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    """,
    "triggers": """
        SELECT pg_get_triggerdef(t.oid), t.tgenabled
        FROM pg_trigger t WHERE NOT t.tgisinternal
    """,
    "functions": """
        SELECT p.oid::regprocedure, p.proacl, p.proconfig,
               CASE WHEN p.prokind = 'a' THEN '' ELSE pg_get_functiondef(p.oid) END
        FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    """,
    "types": """
        SELECT t.typname, t.typtype, t.typnotnull, t.typdefault, format_type(t.typbasetype, NULL),
               (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder)
                FROM pg_enum e WHERE e.enumtypid = t.oid)
        FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace
    """,
    "sequences": """
        SELECT s.seqrelid::regclass, s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax,
               s.seqmin, s.seqcache, s.seqcycle, d.refobjid::regclass, a.attname
        FROM pg_sequence s
        LEFT JOIN pg_depend d ON d.objid = s.seqrelid AND d.deptype IN ('a', 'i')
        LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    """,
    "policies and rules": """
        SELECT polrelid::regclass::text, polname::text FROM pg_policy
        UNION ALL SELECT ev_class::regclass::text, rulename::text
        FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
        WHERE c.relnamespace = 'public'::regnamespace
    """,
    "extensions and statistics": """
        SELECT extname::text, extversion FROM pg_extension
        UNION ALL SELECT stxname::text, pg_get_statisticsobjdef(oid) FROM pg_statistic_ext
    """,
}
# Django numbers these as it meets the models; nobody knows them by their number.
BY_NAME = {
    "django_content_type": "SELECT app_label, model FROM django_content_type",
    "auth_permission": """
        SELECT p.codename, p.name, c.app_label, c.model
        FROM auth_permission p JOIN django_content_type c ON c.id = p.content_type_id
    """,
}


@pytest.fixture(scope="module")
def both() -> Iterator[dict[str, "psycopg.Connection[Any]"]]:
    server = os.environ["DATABASE_URL"]

    def on_server(*words: str) -> None:
        with psycopg.connect(server, autocommit=True) as connection:
            for name in (WALKED, MADE):
                for word in words:
                    connection.execute(sql.SQL(word).format(sql.Identifier(name)))  # type: ignore[arg-type]

    on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}")
    info = psycopg.conninfo.conninfo_to_dict(server)
    migrating = {
        name: subprocess.Popen(
            [sys.executable, "-m", "django", "migrate", "-v", "1", *more],
            env={**os.environ, "DATABASE_URL": _address(server, str(info["dbname"]), name)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name, more in ((WALKED, ["--walk"]), (MADE, []))
    }
    for name, process in migrating.items():
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said
        assert ("made from the models" in said) == (name == MADE)
    opened = {name: psycopg.connect(server, dbname=name) for name in (WALKED, MADE)}
    yield opened
    for connection in opened.values():
        connection.close()
    on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)")


def _address(server: str, known: str, name: str) -> str:
    before, _, after = server.rpartition(f"/{known}")
    assert before
    return f"{before}/{name}{after}"


def test_made_is_as_walked(
    both: dict[str, "psycopg.Connection[Any]"], subtests: pytest.Subtests
) -> None:
    for part in SHAPE:
        with subtests.test(part):
            same_shape(both, part)
    with subtests.test("rows"):
        same_rows(both)


def same_shape(both: dict[str, "psycopg.Connection[Any]"], part: str) -> None:
    walked, made = (
        Counter(tuple(map(str, row)) for row in both[name].execute(SHAPE[part]).fetchall())  # type: ignore[arg-type]
        for name in (WALKED, MADE)
    )
    if part not in ("policies and rules",):
        assert walked
    assert sorted((walked - made).elements()) == sorted((made - walked).elements()) == []


def same_rows(both: dict[str, "psycopg.Connection[Any]"]) -> None:
    """Moments, and identities that are drawn by lot, are new each time; of identities there must
    be as many different ones."""
    tables = [
        row[0]
        for row in both[WALKED].execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
    ]
    filled = []
    for table in tables:
        walked, made = (_rows(both[name], table) for name in (WALKED, MADE))
        drawn = {
            column
            for column, kind in _columns(both[WALKED], table)
            if table not in BY_NAME
            and kind in ("uuid", "timestamp with time zone")
            and {row[column] for row in walked} != {row[column] for row in made}
        }
        for column in drawn:
            if dict(_columns(both[WALKED], table))[column] == "uuid":
                counts = [len({row[column] for row in rows}) for rows in (walked, made)]
                assert counts[0] == counts[1], (table, column)
        left, right = (
            Counter(
                repr(sorted((name, value) for name, value in row.items() if name not in drawn))
                for row in rows
            )
            for rows in (walked, made)
        )
        assert sorted((left - right).elements()) == sorted((right - left).elements()), table
        if walked:
            filled.append(table)
    # The comparison would say yes to two empty databases too.
    assert {
        "catalogue_catalogueversion",
        "catalogue_serviceedition",
        "categories_categoryversion",
        "django_migrations",
        "privacy_retentionrule",
        "privacy_watchrule",
        "vocabulary_formversion",
    } <= set(filled)


def _columns(connection: "psycopg.Connection[Any]", table: str) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [table],
    ).fetchall()


def _rows(connection: "psycopg.Connection[Any]", table: str) -> list[dict[str, str | None]]:
    if table in BY_NAME:
        query = BY_NAME[table]
        return [
            {str(place): value for place, value in enumerate(row)}
            for row in connection.execute(query)  # type: ignore[arg-type]
        ]
    columns = sorted(name for name, _kind in _columns(connection, table))
    query = sql.SQL("SELECT {} FROM {}").format(
        sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(name)) for name in columns),
        sql.Identifier(table),
    )
    return [dict(zip(columns, row, strict=True)) for row in connection.execute(query)]
