"""Libraries of other programs, read where they lie; nothing there is ever written."""
