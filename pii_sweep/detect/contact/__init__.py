"""Contact data in running text: whose a telephone, a mailbox or a postal address is."""
