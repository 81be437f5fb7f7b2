"""A collection: articles taken in from files, saved searches, and checking."""
