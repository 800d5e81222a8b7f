"""What a service's rows are, what is put together from them, and what they may not say."""
