"""Open311 GeoReport v2: reports from and to other programs."""
