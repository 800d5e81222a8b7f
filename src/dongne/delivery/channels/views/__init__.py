"""Pages: what an office says of its channels, the matrix, and where everybody can go."""
