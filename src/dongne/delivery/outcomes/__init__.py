"""How long from asking to having, what was not possible and why, whether it was good."""
