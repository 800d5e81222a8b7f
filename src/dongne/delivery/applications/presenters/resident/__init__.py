"""Words of the pages without an account."""
