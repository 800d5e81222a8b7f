"""Background work: declare it in a module's `tasks.py`, ask for it with ids inside a transaction.

The worker may die at any moment and a job may then run again: what a job does must bear that.
"""

from .services import defer, job, periodic, run_worker

__all__ = ["defer", "job", "periodic", "run_worker"]
