"""What is asked on pages."""
