"""What pages ask."""

from .asking import (
    GroupsForm,
    HardForm,
    ServiceForm,
    StaffForm,
    WhenForm,
    WhereForm,
    WhoForm,
)

__all__ = [
    "GroupsForm",
    "HardForm",
    "ServiceForm",
    "StaffForm",
    "WhenForm",
    "WhereForm",
    "WhoForm",
]
