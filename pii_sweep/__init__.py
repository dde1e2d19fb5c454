"""pii-sweep: what personal data lies in your buckets, how much, of whom, and how bad it would be."""

__version__ = "0.1.0"
