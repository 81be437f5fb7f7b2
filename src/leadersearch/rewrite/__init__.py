"""Query or article -> a better query, by asking the index: suggestions, related articles."""
