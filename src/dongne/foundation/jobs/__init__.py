"""Jobs: work that is asked for inside a transaction and done after it, by the worker."""
