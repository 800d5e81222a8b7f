"""동네에서: an officer on an outing, or on a visit at home, takes the request."""
