"""Kiosks in words."""
