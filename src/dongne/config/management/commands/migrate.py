"""Django's `migrate`, which makes the tables of an empty database in one go."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from dongne.config import tables

# With any of these somebody wants something other than a whole database.
PARTS = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--walk",
            action="store_true",
            help="apply the migrations one by one, also to an empty database",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        walk = options.pop("walk", False) or any(options.get(name) for name in PARTS)
        ours = options["database"] == DEFAULT_DB_ALIAS
        if ours and not walk and tables.may_be_made():
            tables.make(verbosity=options["verbosity"])
            if options["verbosity"]:
                self.stdout.write("The tables were made from the models.")
            return
        super().handle(*args, **options)
