"""The screens: the search with its panes, and the dialogs in front of it."""
