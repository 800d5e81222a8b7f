"""Who and what takes part in the pilot's stories: people at pages, their telephones, machines."""
