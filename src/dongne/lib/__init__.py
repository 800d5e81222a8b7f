"""Pure Python that knows nothing of the domain and nothing of Django."""
