"""Packages that name what is public and import it only when it is asked for.

To open a package costs nothing then, and a worker which reads documents imports no database.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def named_in(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """Return what a package has as `__getattr__`.

    Args:
        package: Its name.
        modules: The names that it has, by the module of it which has them, with spaces between; one
            that is called otherwise there is written as "there:here".
    """
    places = {
        here or there: (f"{package}.{module}", there)
        for module, names in modules.items()
        for there, _, here in (name.partition(":") for name in names.split())
    }

    def get(name: str) -> object:
        """Return what is called `name`, and keep it for the next who asks."""
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, there = places[name]
        value = getattr(import_module(module), there)
        setattr(sys.modules[package], name, value)
        return value

    return get
