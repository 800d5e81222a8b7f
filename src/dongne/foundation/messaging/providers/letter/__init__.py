"""Printed letters: messages for those whom only paper reaches."""
