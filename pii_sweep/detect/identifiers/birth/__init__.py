"""Dates of birth and ages: behind labels, in answers, in words and in sentences."""
