import reader  # noqa: F401 - before Textual: it says how often the screen is drawn
