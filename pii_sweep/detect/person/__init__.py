"""Names of people: candidates from the network, labels, phrases, lists and mailboxes, and non-names."""
