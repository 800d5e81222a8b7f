"""The design system: what a page is built from. Interface: `docs/design-system.md`."""
