"""From raw scores to calibrated probabilities, and the choice among overlapping candidates."""
