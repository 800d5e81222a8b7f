"""Phone numbers typed into free text: moved out of it, sealed, shown on request."""
