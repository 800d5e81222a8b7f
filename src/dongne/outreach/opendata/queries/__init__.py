"""Reads: markers, the list beside the map, one case, figures."""
