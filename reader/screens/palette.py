"""The palette: everything that can be done here, by name, with its key; views and themes too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.screen import Screen

from library import _, clean_line
from reader.commands import Place, keys_told, possible
from reader.screens.correct import ChooseScreen
from reader.signs import sign
from reader.widgets.choices import Choice

Do = Callable[[], object]


class PaletteScreen(ChooseScreen):
    """Lists what can be done; dismissed with what was chosen, which does it when it is called."""

    def __init__(self, below: Screen[object], place: Place) -> None:
        """List what can be done on the screen `below`."""
        self._all = list(_choices(below, place))
        super().__init__(_("Commands"), self._found)

    def _found(self, typed: str) -> Sequence[Choice]:
        """Return those that have every word that is typed; at the top whose words begin with these."""
        words = typed.casefold().split()
        if not words:
            return self._all
        ranked = [
            (not one.text.casefold().startswith(words[0]), _missed(words, one.text), number, one)
            for number, one in enumerate(self._all)
            if all(word in f"{one.text} {one.about}".casefold() for word in words)
        ]
        if not ranked:
            letters = "".join(words)
            return [one for one in self._all if _has_in_order(letters, one.text.casefold())]
        return [each[-1] for each in sorted(ranked, key=lambda each: each[:3])]


def _missed(words: Sequence[str], text: str) -> int:
    """Return how many of some words begin no word of a text."""
    parts = text.casefold().split()
    return sum(not any(part.startswith(word) for part in parts) for word in words)


def _has_in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _choices(below: Screen[object], place: Place) -> Iterator[Choice]:
    """Yield the commands, then the views, then the themes."""
    for command, node in possible(below):

        def run(action: str = command.action, node: object = node) -> object:
            return below.app.run_action(action, node)  # type: ignore[arg-type]

        yield Choice(sign(_(command.help)), keys_told(command), run)
    reader = place.reader
    if reader is not None:
        for number, name in enumerate(reader.view_names()):

            def view(number: int = number) -> object:
                return reader.action_view(number)

            yield Choice(_("View: {name}").format(name=clean_line(name)), "", view)
    for name in place.app.theme_names():

        def theme(name: str = name) -> None:
            place.app.choose_theme(name)

        yield Choice(_("Theme: {name}").format(name=name), "", theme)
