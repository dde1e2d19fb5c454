"""What the fitted score of a name weighs: features of the candidate, of its sentence and of its document."""
