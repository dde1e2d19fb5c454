"""Names in fixed forms: of passports, tickets, messages, bibliographies."""
