"""Pure decisions: what a file holds, which table is in it, and what each cell says."""
