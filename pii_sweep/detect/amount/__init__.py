"""What a customer was charged: amounts, the labels of totals, and sums that are not charges."""
