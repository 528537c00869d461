"""Choose the 64,000 pieces that the model reads from the 250,002 of XLM-R, once.

    uv run --group training python -m library.entities.training.choose_pieces SETS e5-small-q4.bin pieces.model

Most of the 250,002 are of languages that this model does not read. Kept are, in this order: all single
Latin letters and signs; the pieces that the labelled sets are spelt with; those of the German and
English words that `wordfreq` (3.1.1) knows, as they are, capitalised and in capitals, the commonest
words' first; and then the commonest of the rest. Spelling follows the whole unigram table.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from library.entities.training.encoder_file import EncoderFile, read_encoder
from library.entities.training.sets import SETS, documents

_MOST: Final = 64_000
"""Entries of the chosen table, the unknown piece included."""
_WORDS: Final = 500_000
"""Words of each language, the commonest first."""
_WORD_BEGINS: Final = "\u2581"

Spell = Callable[[str], Sequence[str]]


def forms(word: str) -> Iterator[str]:
    """Yield how a word of a list in lower case is written: so, capitalised, in capitals, and glued."""
    yield _WORD_BEGINS + word
    yield _WORD_BEGINS + word[:1].upper() + word[1:]
    yield _WORD_BEGINS + word.upper()
    yield word


def weights(words: Iterable[tuple[str, float]], spell: Spell) -> Counter[str]:
    """Return the pieces that words are spelt with, each with the frequencies of those words added up."""
    found: Counter[str] = Counter()
    for word, frequency in words:
        for number, form in enumerate(forms(word)):
            for piece in spell(form):
                found[piece] += frequency / 10**number  # later forms are rarer
    return found


def is_basic(piece: str) -> bool:
    """Tell whether a piece is one Latin letter or sign, or stands for white space and one."""
    letter = piece.removeprefix(_WORD_BEGINS) or piece
    if len(letter) != 1:
        return False
    if letter == _WORD_BEGINS:
        return True
    return "LATIN" in unicodedata.name(letter, "") or (letter < "\u2300" and not letter.isalpha())


def chosen(groups: Iterable[Sequence[str]], most: int) -> set[str]:
    """Return the first `most` different pieces of some groups, of which the first goes first."""
    kept: dict[str, None] = {}
    for group in groups:
        for piece in group:
            if len(kept) == most:
                return set(kept)
            kept[piece] = None
    return set(kept)


def piece_model(pieces: Sequence[str], scores: Sequence[float]) -> bytes:
    """Return a SentencePiece model of `pieces`, behind the unknown one, which changes nothing in a text."""
    from sentencepiece import sentencepiece_model_pb2

    form: Any = sentencepiece_model_pb2  # its classes are made when it is imported
    model = form.ModelProto()
    model.trainer_spec.model_type = form.TrainerSpec.UNIGRAM
    model.trainer_spec.unk_id = 0
    model.trainer_spec.bos_id = model.trainer_spec.eos_id = model.trainer_spec.pad_id = -1
    rules = model.normalizer_spec
    rules.name = "identity"
    rules.add_dummy_prefix = rules.remove_extra_whitespaces = rules.escape_whitespaces = False
    model.pieces.add(piece="<unk>", type=form.ModelProto.SentencePiece.UNKNOWN)
    for piece, score in zip(pieces, scores, strict=True):
        model.pieces.add(piece=piece, score=score)
    data: bytes = model.SerializeToString()
    return data


def _ordinary(encoder: EncoderFile) -> dict[str, float]:
    """Return the scores of the pieces that text is spelt with: not `<s>` and its like."""
    pairs = zip(encoder.pieces, encoder.scores, strict=True)
    return {piece: score for piece, score in pairs if score < 0}


def _in_sets(folder: Path, spell: Spell) -> list[str]:
    """Return the pieces of what the model learns from; what is kept aside has no say."""
    found: Counter[str] = Counter()
    for data in SETS:
        for document in documents(folder, data, held_out=False):
            for sentence in document:
                for token in sentence.tokens:
                    plain = unicodedata.normalize("NFKC", token)
                    found.update(spell(_WORD_BEGINS + plain))
                    found.update(spell(plain))
    return [piece for piece, _ in found.most_common()]


def _in_words(spell: Spell) -> list[str]:
    """Return the pieces of German and English words, those of the commonest first."""
    import wordfreq

    both = (
        (word, wordfreq.word_frequency(word, language, "large"))
        for language in ("de", "en")
        for word in wordfreq.top_n_list(language, _WORDS, "large")
    )
    return [piece for piece, _ in weights(both, spell).most_common()]


def main() -> None:
    """Write the piece table."""
    from sentencepiece import SentencePieceProcessor

    parser = argparse.ArgumentParser(description="Choose the pieces that the model reads.")
    parser.add_argument("sets", type=Path, help="folder with the data sets")
    parser.add_argument("encoder", type=Path, help="e5-small-q4.bin")
    parser.add_argument("pieces", type=Path, help="the file to write")
    options = parser.parse_args()
    scores = _ordinary(read_encoder(options.encoder))
    whole = piece_model(list(scores), list(scores.values()))
    processor = SentencePieceProcessor(model_proto=whole)

    def spell(text: str) -> Sequence[str]:
        return [piece for piece in processor.encode(text, out_type=str) if piece in scores]

    basic = [piece for piece in scores if is_basic(piece)]
    groups = [basic, _in_sets(options.sets, spell), _in_words(spell), list(scores)]
    kept = chosen(groups, _MOST - 1)
    pieces = [piece for piece in scores if piece in kept]
    options.pieces.write_bytes(piece_model(pieces, [scores[piece] for piece in pieces]))


if __name__ == "__main__":
    main()
