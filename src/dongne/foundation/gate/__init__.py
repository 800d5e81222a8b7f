"""What stands before pages without an account: limits, proof of work, one-time codes, keys."""
