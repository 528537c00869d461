"""Measures newsboat with the articles of a synthetic library, where it is installed."""

from pathlib import Path


def measure(folder: Path, count: int, runs: int) -> None:
    """Print."""
