"""Pages and files for everybody, and what a dong decides about them."""
