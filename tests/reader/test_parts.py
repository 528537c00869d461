"""The parts of which the screens are made do not get in each other's way."""

from __future__ import annotations

import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module

import reader.screens
import reader.widgets
from reader.app import ReaderApp


def own_classes() -> Iterator[type]:
    """Yield the app, and all screens and widgets."""
    yield ReaderApp
    for package in (reader.screens, reader.widgets):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = import_module(found.name)
            for _name, one in inspect.getmembers(module, inspect.isclass):
                if one.__module__ == found.name:
                    yield one


def test_no_part_replaces_by_accident_what_another_does_for_itself() -> None:
    for whole in own_classes():
        parts: dict[str, list[str]] = defaultdict(list)
        for part in whole.__mro__:
            if part.__module__.startswith("reader."):
                for name, value in vars(part).items():
                    # Textual calls the methods of all parts that are called _on_ and on_.
                    is_private = name.startswith("_") and not name.startswith(
                        ("__", "_on_", "_abc")
                    )
                    if is_private and callable(value):
                        parts[name].append(part.__name__)
        assert {name: owners for name, owners in parts.items() if len(owners) > 1} == {}, whole
