"""The tables of an empty database, made straight from the models.

Walking all the migrations renders every model again at each step; here each table is made once, in
its last shape (docs/decisions/0035-an-empty-database-is-not-walked-through.md). What no model says
comes from the migrations themselves, in their order: their SQL (functions, triggers, the queue) and
the rows that every office starts from. `tests/runtime/test_tables.py` holds the result against that
of the walk.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from procrastinate.contrib.django.migrations_utils import RunProcrastinateSQL
from procrastinate.schema import SchemaManager

# What they come to stands in the models.
IN_THE_MODELS = (ModelOperation, FieldOperation, IndexOperation)


def may_be_made() -> bool:
    """Whether nothing is there yet, and every migration is of a kind that is understood here."""
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor, include_views=True):
            return False
    kinds = (*IN_THE_MODELS, RunSQL, RunPython)
    return all(
        isinstance(operation, kinds) and not getattr(operation, "state_operations", None)
        for migration in _in_order()
        for operation in migration.operations
    )


def make(*, verbosity: int = 0) -> None:
    """All of it or nothing: whoever is killed half-way finds an empty database again."""
    # Models as migrations see them: numbered as theirs are, with managers that ask for no viewer.
    state = ProjectState.from_apps(apps)
    with transaction.atomic():
        with connection.schema_editor(atomic=True) as editor:
            for model in state.apps.get_models():
                # Tables between two others are made with the model that names them.
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
        migrations = list(_in_order())
        with connection.schema_editor(atomic=True) as editor:
            _carry_out(migrations, state, editor)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        recorder.migration_qs.bulk_create(
            recorder.Migration(app=one.app_label, name=one.name) for one in migrations
        )
        emit_post_migrate_signal(
            verbosity, False, connection.alias, apps=apps, plan=[(one, False) for one in migrations]
        )


def _in_order() -> Iterator[Migration]:
    """As a walk through an empty database would take them."""
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    seen = set()
    for leaf in graph.leaf_nodes():
        for key in graph.forwards_plan(leaf):
            if key not in seen:
                seen.add(key)
                yield graph.nodes[key]


def _carry_out(
    migrations: Iterable[Migration], state: ProjectState, editor: BaseDatabaseSchemaEditor
) -> None:
    queue = False
    for migration in migrations:
        for operation in migration.operations:
            if isinstance(operation, RunProcrastinateSQL):
                # The queue says its last shape itself. (Its steps can't be taken in one
                # transaction: new values of a type must be committed before they are used.)
                if not queue:
                    editor.execute(SchemaManager.get_schema(), params=None)
                queue = True
            elif isinstance(operation, RunSQL) or _loads(operation, migration):
                operation.database_forwards(migration.app_label, editor, state, state)


def _loads(operation: Operation, migration: Migration) -> bool:
    """Rows that every office starts from. Other packages only change rows that there were; so do
    ours that are `elidable`."""
    ours = apps.get_app_config(migration.app_label).name.startswith("dongne.")
    return isinstance(operation, RunPython) and ours and not operation.elidable
