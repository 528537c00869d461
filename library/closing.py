"""What is closed at the end of the block that it is used in."""

from __future__ import annotations

from types import TracebackType
from typing import Self


class Closing:
    """A context that ends with closing; what is let go of then is a subclass's part."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what is held."""
        raise NotImplementedError
