"""The recipe of the trained pipeline: a seeded corpus and its training."""
