"""The detector's error rates: from labelled corpora, and as people judged them in this bucket."""
