"""Media: photos. Taken in as they come, kept and shown only as pictures of our own making."""
