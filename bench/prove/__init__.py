"""Heavy proofs of what the program promises when things go wrong (quality.md, Safe)."""
