"""관공서 창구: the counter of the dong's own office."""
