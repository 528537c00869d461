"""Styles that several widgets draw with."""

from __future__ import annotations

from rich.style import Style


def mark_style(style: Style) -> Style:
    """Return the part of a component's style that marks a name on any background."""
    return Style(
        color=style.color,
        bold=style.bold or None,
        italic=style.italic or None,
        underline=style.underline or None,
    )
