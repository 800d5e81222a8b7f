"""What residents are asked on the pages without an account."""
