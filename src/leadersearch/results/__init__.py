"""Found articles -> a page: snippets, reasons, explanations, facets."""
