"""Which recogniser a setting names: the one that is shipped, the rules alone, or a spaCy pipeline.

"" or "shipped"          what comes with the package
"rules"                  places, dates and handles by rules
"spacy:de_core_news_lg"  an installed pipeline, or the folder of one
"""

from __future__ import annotations

from typing import Final

from library.entities import RULES, Recogniser, shipped
from library.errors import EngineError
from library.translation import _

_SPACY: Final = "spacy:"


def engine(setting: str) -> Recogniser:
    """Return the recogniser that `setting` names; nothing is loaded but what it needs.

    Raises:
        EngineError: There is none of that name, or it is not installed.
    """
    name = setting.strip()
    if name in {"", "shipped"}:
        return shipped()
    if name == "rules":
        return RULES
    if name.startswith(_SPACY) and (pipeline := name.removeprefix(_SPACY).strip()):
        from library.entities.spacy_engine import SpacyRecogniser

        return SpacyRecogniser(pipeline)
    raise EngineError(
        _("No engine of recognition is called “{setting}”.").format(setting=setting),
        _("Write “shipped”, “rules” or “spacy:” and the name of an installed pipeline."),
    )
