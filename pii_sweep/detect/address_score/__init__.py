"""Which stretches of running text are postal addresses, where no rule's words say so: by a fitted score."""
