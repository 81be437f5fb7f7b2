"""Markup -> text: HTML, Markdown, LaTeX, XML."""
