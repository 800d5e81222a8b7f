"""Things for tests of several modules, in one line."""
