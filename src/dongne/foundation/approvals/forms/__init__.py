"""What is asked: when signing, when sending, for the register, for the settings of lines."""

from .deciding import CopiesForm, OpinionForm, OutsideForm, ReasonForm
from .submission import Submission, SubmissionForm

__all__ = [
    "CopiesForm",
    "OpinionForm",
    "OutsideForm",
    "ReasonForm",
    "Submission",
    "SubmissionForm",
]
