"""What was found -> what is shown: snippets, reasons, explanations, facets."""
