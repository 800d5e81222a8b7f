"""Pages of imports and of the export."""
