"""Which kind of file an object is, by its bytes first and its name last."""
