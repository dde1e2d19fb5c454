"""Plates of vehicles: behind labels, by their form, and by what describes their vehicle."""
