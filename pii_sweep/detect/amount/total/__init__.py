"""What makes an amount a total: its label, the words around it, the sum of others, a statement."""
