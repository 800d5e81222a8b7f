"""What services, channels and the world around them are, and what the rows allow. Knows no
database: the catalogue, the channels and the planner all speak of these."""
