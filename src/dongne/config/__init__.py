"""Settings, addresses, the `dongne` command and the demonstration: the one floor that sees all."""
