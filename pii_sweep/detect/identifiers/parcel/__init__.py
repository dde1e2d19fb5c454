"""Numbers of parcels: by check digits, and by carriers' own shapes."""
