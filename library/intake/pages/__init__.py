"""Web pages: how one is decoded, what of it can be seen, which of that is the article, and who wrote it when.

lxml and trafilatura are imported inside functions: together they take a third of a second, and
the reader starts without them.
"""
