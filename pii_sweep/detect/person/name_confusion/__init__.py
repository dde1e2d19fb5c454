"""What reads like a person's name and is none: firms, brands, places, goods."""
