"""Who can read a bucket: its configuration, what that lets in, and the steps that close it."""
