"""Messages to people: one outbox, templates, providers, receipts, letters."""
