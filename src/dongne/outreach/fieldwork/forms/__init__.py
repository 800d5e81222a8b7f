"""Forms of the pages of fieldwork. What is right and wrong is decided in `rules`, not here."""
