"""A review: people say of a random sample of a sweep's objects what they truly hold."""
