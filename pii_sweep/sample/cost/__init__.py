"""What reading costs: of one object, at list prices, and of a whole sweep before it begins."""
