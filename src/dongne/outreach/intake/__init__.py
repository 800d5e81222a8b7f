"""The resident's own pages: reporting, following what becomes of it, answering."""
