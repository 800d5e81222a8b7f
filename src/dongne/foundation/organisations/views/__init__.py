"""The office's pages: people, teams, absences, places, changes."""
