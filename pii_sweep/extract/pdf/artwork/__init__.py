"""What draws on a PDF page other than text runs and pictures, and whether that shows text."""
