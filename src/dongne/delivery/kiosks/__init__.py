"""복합기 KIOSK: the queue of what is printed there by code."""
