"""Loose metadata -> the fields of an article: records, dates, bylines, what a page says of itself."""
