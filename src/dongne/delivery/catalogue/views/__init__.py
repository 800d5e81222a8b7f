"""Pages: the office's list, one service, its history, the table of law, changing one; and what
everybody reads."""

from .editing import office_service_edit, office_service_new
from .public import service_page, services
from .reading import office_service, office_service_history, office_services
from .table import office_service_table, office_service_table_csv

__all__ = [
    "office_service",
    "office_service_edit",
    "office_service_history",
    "office_service_new",
    "office_service_table",
    "office_service_table_csv",
    "office_services",
    "service_page",
    "services",
]
