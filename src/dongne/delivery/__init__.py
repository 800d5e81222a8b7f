"""The second area: any channel in, any channel out (domain.md, Delivery)."""
