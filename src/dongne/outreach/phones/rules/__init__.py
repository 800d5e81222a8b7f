"""Pure decisions: how things are sealed, what an envelope must be, how long a wrong PIN waits."""
