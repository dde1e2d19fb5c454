"""How well a page was read: what is hardly legible, and ink that no line detector sees."""
