"""The page of the phone in the street: its shell, what is taken along, the share sheet."""
