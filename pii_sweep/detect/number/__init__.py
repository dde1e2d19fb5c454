"""What a number in running text is, where no label that a rule knows stands before it: by a fitted score."""
