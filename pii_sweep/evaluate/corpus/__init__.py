"""Public collections: how each is labelled, and where its truth stands."""
