"""The named-entity network and its tokens."""
