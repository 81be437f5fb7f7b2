"""The terminal that the browser runs on, and the programs and the process around it."""
