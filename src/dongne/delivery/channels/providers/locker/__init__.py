"""무인민원택배함: a compartment that opens for a one-time code, day and night."""
