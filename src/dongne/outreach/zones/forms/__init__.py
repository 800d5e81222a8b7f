"""Forms of zones, charges, exclusions, boundaries and addresses."""
