"""A large listing in ranges, and whether a listing gets on."""
