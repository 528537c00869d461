"""The palette: every command by name, made from the declaration of the bindings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from reader.keys import COMMANDS, Command, Scope, key_names, single_commands


class Commands(Provider):
    """Offers what the keys do, on the screen below the palette."""

    async def discover(self) -> Hits:
        """Yield all commands, for a palette in which nothing is typed yet."""
        for command, run in self._commands():
            yield DiscoveryHit(command.help, run, help=_keys(command))

    async def search(self, query: str) -> Hits:
        """Yield the commands that are like `query`."""
        matcher = self.matcher(query)
        for command, run in self._commands():
            if (score := matcher.match(command.help)) > 0:
                yield Hit(score, matcher.highlight(command.help), run, help=_keys(command))

    def _commands(self) -> Iterator[tuple[Command, Callable[[], object]]]:
        """Yield what can be done from where the palette was opened."""
        for command in single_commands():
            node = self._namespace(command.scope)
            if node is not None:
                yield command, partial(self.app.run_action, command.action, node)

    def _namespace(self, scope: Scope) -> DOMNode | None:
        """Return the node that has the actions of `scope`; those of a pane only when it is active."""
        if scope is Scope.APP:
            return self.app
        if scope is Scope.SCREEN:
            return self.screen
        for node in self.screen.query("*"):
            at_home = any(getattr(b, "id", None) == _first(scope).id for b in type(node).BINDINGS)
            if at_home and (scope is Scope.PANES or node is self.focused):
                return node
        return None


def _first(scope: Scope) -> Command:
    return next(command for command in COMMANDS if command.scope is scope)


def _keys(command: Command) -> str:
    return " ".join(key_names(command))
