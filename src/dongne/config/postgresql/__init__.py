"""Django's PostgreSQL backend with a pool that comes through a restart of the server at once."""
