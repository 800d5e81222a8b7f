"""What the privacy officer looks after: review of openings, retention, requests, breaches."""
