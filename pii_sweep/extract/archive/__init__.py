"""Containers of files: ZIP, TAR, 7z and single compressed streams."""
