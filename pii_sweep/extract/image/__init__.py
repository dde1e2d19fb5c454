"""Pictures: pixels, metadata, barcodes, faces, and the reader that puts them together."""
