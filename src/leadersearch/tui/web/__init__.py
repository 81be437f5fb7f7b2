"""The browser in a web browser, and who may visit it."""
