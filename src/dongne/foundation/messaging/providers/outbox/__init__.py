"""The embedded default: nothing leaves; a page shows what would have gone."""
