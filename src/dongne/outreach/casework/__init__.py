"""Cases: what somebody must act on, in whose hands it is, and who has been told."""
