"""What stands before pages that need no account: limits, proof of work, one-time codes, keys of programs."""
