"""What phones speak, and the pages of phones and of what is kept."""
