"""Holidays and working hours of every office, and the days that follow from them."""
