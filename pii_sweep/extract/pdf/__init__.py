"""PDF pages: text layer, tables, pictures, metadata and attachments."""
