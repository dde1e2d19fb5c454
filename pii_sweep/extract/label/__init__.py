"""Shipping labels in printer languages (ZPL, EPL)."""
