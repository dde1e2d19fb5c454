"""Sensitive traits of people: origin, belief, union membership, orientation, immigration status."""
