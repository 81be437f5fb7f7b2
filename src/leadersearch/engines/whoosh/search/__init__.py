"""Plan -> the best articles: one array operation at a time over a snapshot of the segments."""
