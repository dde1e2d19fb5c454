"""Pages and pictures that are a document of identity, and the fields printed on cards."""
