"""Where the pickles of Whoosh's table of contents look for the class of a segment."""
