"""The kiosk's own screen, and the office's pages about kiosks."""
