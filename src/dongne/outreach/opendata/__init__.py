"""What everybody may see of cases: the map, figures, downloads."""
