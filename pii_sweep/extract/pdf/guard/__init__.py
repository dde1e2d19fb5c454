"""The guard between a PDF's bytes and PDFium: what would inflate or draw without bound is held back."""
