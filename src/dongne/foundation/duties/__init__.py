"""Duties (업무분장): what each officer is responsible for besides the zone."""
