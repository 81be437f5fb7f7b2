"""The parts of the browser's screen; each shows what it is given and posts what the user does."""
