"""Has every app of the tests take the style sheets as the first of them has parsed them.

Textual keeps them for the sheets of one app; a tenth of a second of each start goes into that.
"""

from __future__ import annotations

from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


def parse_once(patch: pytest.MonkeyPatch) -> None:
    """Parse what is the same with the same variables only once, until `patch` ends."""
    parsed: dict[object, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_rules(sheet: Stylesheet, css: str, *place: Any, **named: Any) -> list[RuleSet]:
        variables = frozenset(sheet._variables.items())
        key = (css, place, tuple(sorted(named.items())), variables)
        if key not in parsed:
            parsed[key] = parse(sheet, css, *place, **named)
        return parsed[key]

    patch.setattr(Stylesheet, "_parse_rules", parse_rules)
