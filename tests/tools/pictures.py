"""Makes the pictures of the README: the app draws them itself, on its welcome library.

uv run python -m tests.tools.pictures
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from reader.app import ReaderApp
from reader.start import welcome_library

# Fonts that would be fetched from elsewhere, and a comment; the reader's own monospace font does.
_REMOTE = re.compile(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", re.DOTALL)
FOLDER = Path(__file__).parents[2] / "pictures"
PICTURES = {
    "reading": ("j", "j", "enter"),
    "searching": ("slash", *"treffer", "enter", "enter", "n", "n"),
}


async def main() -> None:
    """Draw every picture."""
    FOLDER.mkdir(exist_ok=True)
    for name, keys in PICTURES.items():
        with tempfile.TemporaryDirectory() as home, welcome_library(Path(home)) as library:
            list(library.recognise())
            app = ReaderApp(library)
            async with app.run_test(size=(120, 34)) as pilot:
                for key in keys:
                    await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause(0.3)
                picture = _REMOTE.sub("", app.export_screenshot())
                (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")
            app.saver.close()


if __name__ == "__main__":
    asyncio.run(main())
