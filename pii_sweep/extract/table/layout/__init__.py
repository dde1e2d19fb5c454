"""Tables that are known by how they lie on a page: aligned, of fixed width, stacked, on their side."""
