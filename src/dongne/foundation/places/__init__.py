"""Places: the tree of city, district and dong, the tongs in it, and the shapes on the map."""
