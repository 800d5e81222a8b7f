"""Web push: a message on the officer's own screen, encrypted for that browser (RFC 8030, 8291)."""
