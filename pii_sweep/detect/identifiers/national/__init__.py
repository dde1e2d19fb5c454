"""Numbers by which states know their residents, and their check digits."""
