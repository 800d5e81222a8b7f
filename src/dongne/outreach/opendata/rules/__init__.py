"""Pure decisions: cells of the map, what is withheld, cells of a table file."""
