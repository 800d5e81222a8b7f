"""Suggestions: kind and field of a record, from the words typed, as approved records had them."""
