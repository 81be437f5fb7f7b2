"""The nouns of a collection: articles, their fields, their identity, the names of people."""
