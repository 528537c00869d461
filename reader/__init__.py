"""The terminal app and the command line; they reach articles only through `library`."""
