"""Pages without an account: applying, following, letters of attorney; errands of volunteers."""
