"""Kind and field suggested from the words of a record; why; never decided."""

from .queries import model_address, model_of
from .rules import Suggestion, suggest
from .services import learn_dong, switch

__all__ = ["Suggestion", "learn_dong", "model_address", "model_of", "suggest", "switch"]
