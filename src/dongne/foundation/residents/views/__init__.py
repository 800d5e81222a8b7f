"""Pages of residents: found, opened, edited, who lives with whom, who is kept away."""
