"""Regular expressions: their gates, required literals, grouped alternatives, and exponential backtracking."""
