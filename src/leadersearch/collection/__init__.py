"""What a collection keeps: articles taken in from files, saved searches, and whether it is sound."""
