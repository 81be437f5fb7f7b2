"""Text -> query tree, and back: tokens, words with their signs, PubMed tags, pasted links."""
