"""Writes of fieldwork: records from pages and devices, outings, reports."""
