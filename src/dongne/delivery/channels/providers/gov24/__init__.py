"""정부24: the state's electronic counter."""
