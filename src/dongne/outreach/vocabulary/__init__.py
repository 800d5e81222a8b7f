"""Vocabulary: the kinds and fields of activities, as each dong calls and orders them."""
