"""Post and links: window envelopes, registered numbers, documents that are fetched online."""
