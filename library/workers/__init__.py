"""Processes of their own for reading documents, so that a bad one costs itself alone."""
