"""Scope: who looks, and the managers that answer nobody until they know it."""
