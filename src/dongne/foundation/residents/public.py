"""Persons and households: sealed, masked, opened for a purpose; blocks between relatives."""

from .holders import (
    Held,
    Holder,
    held_of,
    holders,
    register_holder,
    register_zones,
)
from .managers import (
    ResidentManager,
    ResidentQuerySet,
    not_kept_from,
    register_handed,
    told_not_kept_from,
)
from .models import Block, Household, Membership, Person
from .permissions import may_destroy, may_edit, may_lift, works_with_residents
from .queries.blocks import anybody_protected, blocked_from, blocks_for, may_know
from .queries.duplicates import Namesake, namesakes
from .queries.households import (
    at_address,
    current_membership,
    household_of,
    households_for,
    members_of,
)
from .queries.persons import (
    alike,
    alike_many,
    find_person,
    find_persons,
    kept_longer_than,
    living,
    person_of,
    persons_for,
    tong_of_address,
)
from .rules import Line, Unfit, line_of, tidy_birth_date, tidy_email, tidy_name, tidy_phone
from .services.blocks import keep_away, lift_block
from .services.checking import Unsound, tidy
from .services.contacts import note_contact
from .services.destroying import destroy_person
from .services.households import (
    dissolve_household,
    edit_household,
    found_household,
    join_household,
    leave_household,
)
from .services.importing import take_persons_back
from .services.merging import merge_persons, say_different, unmerge_persons
from .services.opening import (
    Opened,
    OpenedHousehold,
    open_household,
    open_person,
    open_persons,
    reveal_contact,
)
from .services.persons import ChangedMeanwhile, add_person, edit_person, move_person
from .services.visiting import Visited, household_numbers, households_to_visit
from .states import Basis, Language, Means, Relation, Retention, Sex, Source
from .words import COLUMNS, UNFIT

__all__ = [
    "COLUMNS",
    "UNFIT",
    "Basis",
    "Block",
    "ChangedMeanwhile",
    "Held",
    "Holder",
    "Household",
    "Language",
    "Line",
    "Means",
    "Membership",
    "Namesake",
    "Opened",
    "OpenedHousehold",
    "Person",
    "Relation",
    "ResidentManager",
    "ResidentQuerySet",
    "Retention",
    "Sex",
    "Source",
    "Unfit",
    "Unsound",
    "Visited",
    "add_person",
    "alike",
    "alike_many",
    "anybody_protected",
    "at_address",
    "blocked_from",
    "blocks_for",
    "current_membership",
    "destroy_person",
    "dissolve_household",
    "edit_household",
    "edit_person",
    "find_person",
    "find_persons",
    "found_household",
    "held_of",
    "holders",
    "household_numbers",
    "household_of",
    "households_for",
    "households_to_visit",
    "join_household",
    "keep_away",
    "kept_longer_than",
    "leave_household",
    "lift_block",
    "line_of",
    "living",
    "may_destroy",
    "may_edit",
    "may_know",
    "may_lift",
    "members_of",
    "merge_persons",
    "move_person",
    "namesakes",
    "not_kept_from",
    "note_contact",
    "open_household",
    "open_person",
    "open_persons",
    "person_of",
    "persons_for",
    "register_handed",
    "register_holder",
    "register_zones",
    "reveal_contact",
    "say_different",
    "take_persons_back",
    "tidy",
    "tidy_birth_date",
    "tidy_email",
    "tidy_name",
    "tidy_phone",
    "told_not_kept_from",
    "tong_of_address",
    "unmerge_persons",
    "works_with_residents",
]
