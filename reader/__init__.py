"""The terminal app and the command line; they reach articles only through `library`."""

import os

# Read by Textual when it is imported. At its 60 frames a second a letter may wait two of them, 33 ms,
# for nothing: one until it is taken and one until what it has found is drawn. No more is drawn for so
# many, since nothing is unless something changed, and of what changed meanwhile all at once.
os.environ.setdefault("TEXTUAL_FPS", "1000")
