"""The sampling frame: a listing in any order becomes strata with tickets, in constant memory."""
