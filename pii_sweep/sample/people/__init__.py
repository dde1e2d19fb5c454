"""How many different people a bucket holds, and how many of them are Californians."""
