"""Who looks and acts, and the managers that answer nobody until they know it."""

from .managers import TenantManager, TenantQuerySet, Unscoped
from .viewer import (
    ANONYMOUS,
    SYSTEM,
    Level,
    Role,
    Viewer,
    ViewerKind,
    device_viewer,
    program_viewer,
    resident_viewer,
    volunteer_viewer,
)

__all__ = [
    "ANONYMOUS",
    "SYSTEM",
    "Level",
    "Role",
    "TenantManager",
    "TenantQuerySet",
    "Unscoped",
    "Viewer",
    "ViewerKind",
    "device_viewer",
    "program_viewer",
    "resident_viewer",
    "volunteer_viewer",
]
