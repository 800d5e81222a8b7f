"""People who carry documents and run errands for others, and when they are on duty."""

from .access import (
    CourierRequest,
    courier_required,
    viewer_of_request,
)
from .models import Courier, DutyWindow
from .queries import courier_of, couriers_for, on_duty, own_courier, runs_of
from .rules import Duty
from .services.couriers import add_courier, edit_courier, end_courier
from .services.hours import add_window, be_away, be_back, remove_window
from .states import Task
from .subjects import register_loads, register_task_page

__all__ = [
    "Courier",
    "CourierRequest",
    "Duty",
    "DutyWindow",
    "Task",
    "add_courier",
    "add_window",
    "be_away",
    "be_back",
    "courier_of",
    "courier_required",
    "couriers_for",
    "edit_courier",
    "end_courier",
    "on_duty",
    "own_courier",
    "register_loads",
    "register_task_page",
    "remove_window",
    "runs_of",
    "viewer_of_request",
]
