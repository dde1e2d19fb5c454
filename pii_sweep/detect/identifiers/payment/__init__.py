"""Cards and bank accounts: numbers, codes, IBANs."""
