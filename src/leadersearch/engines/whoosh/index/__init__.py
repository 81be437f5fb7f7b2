"""The index folder: its table of contents, settings and locks; opened without trusting it."""
