"""Health data and people under sixteen."""
