"""The network that is fitted: the encoder of multilingual-e5-small with a label for each token.

Wang et al., Multilingual E5 Text Embeddings (2024), of the family of Devlin et al., BERT (2019): 12
layers, 384 wide. Its table of pieces stays as it is, so that four bits a weight are enough for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from library.entities.training.sets import LABELS

TAGS: Final = ("O", *(f"{letter}-{label}" for label in LABELS for letter in "BI"))
"""The labels of a token."""

_WIDTH: Final = 384
_HEADS: Final = 12
_INNER: Final = 1536
_EPSILON: Final = 1e-12
_SOURCES: Final = 16
"""Room for the sets that a window may say it is from; 0 says nothing."""
_PARTS: Final = {
    "q": "q",
    "k": "k",
    "v": "v",
    "ao": "out",
    "aln": "norm1",
    "fi": "up",
    "fo": "down",
    "oln": "norm2",
}
"""Names of the weights of a layer as they come, and here."""

Weights = Mapping[str, NDArray[np.float32]]


class Dropout:
    """Leaves values out at random, by masks from a stock: drawing them anew takes a third of the time."""

    _STOCK: Final = 1 << 22

    def __init__(self, share: float) -> None:
        """Leave out this share of the values."""
        self.share = share
        kept = torch.rand(self._STOCK) >= share
        self._masks = (kept / (1 - share)).to(torch.bfloat16)

    def __call__(self, x: Tensor) -> Tensor:
        """Return `x` with values left out, and the others raised in return."""
        if not self.share:
            return x
        begin = int(torch.randint(max(1, self._STOCK - x.numel()), ()))
        return x * self._masks[begin : begin + x.numel()].view(x.shape).to(x.dtype)


NO_DROPOUT: Final = Dropout(0)


class Layer(nn.Module):
    """Attention and a feed-forward step, each with a shortcut and a norm after it."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = (_WIDTH // _HEADS) ** -0.5
        self.q, self.k, self.v, self.out = (nn.Linear(_WIDTH, _WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(_WIDTH, _INNER), nn.Linear(_INNER, _WIDTH)
        self.norm1, self.norm2 = (nn.LayerNorm(_WIDTH, _EPSILON) for _ in range(2))

    def forward(self, x: Tensor, mask: Tensor, drop: Dropout) -> Tensor:
        """Return the states after this layer; `x` is batch × pieces × width."""
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, _HEADS, -1).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        # Written out: the fused kernel's way back takes twice as long on a processor.
        weights = torch.softmax(q @ k.transpose(2, 3) * self.scale + mask, -1)
        context = self.out((weights @ v).transpose(1, 2).reshape(batch, length, _WIDTH))
        x = self.norm1(x + drop(context))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + drop(inner))


class Network(nn.Module):
    """From pieces to a score for each label of each token."""

    def __init__(self, weights: Weights, layers: int) -> None:
        """Begin with the `weights` of the encoder and its first `layers` layers."""
        super().__init__()
        table = torch.from_numpy(weights["emb.word"])
        self.table = nn.Embedding.from_pretrained(table, freeze=True)
        places = weights["emb.pos"] + weights["emb.type"].reshape(-1, _WIDTH)[0]
        self.places = nn.Parameter(torch.from_numpy(places), requires_grad=False)
        self.norm = nn.LayerNorm(_WIDTH, _EPSILON)
        self.norm.weight.data = torch.from_numpy(weights["emb.ln.w"].copy())
        self.norm.bias.data = torch.from_numpy(weights["emb.ln.b"].copy())
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        for number, layer in enumerate(self.layers):
            for theirs, ours in _PARTS.items():
                part = getattr(layer, ours)
                weight = weights[f"l{number}.{theirs}.w"].reshape(part.weight.shape)
                part.weight.data = torch.from_numpy(weight.copy())
                part.bias.data = torch.from_numpy(weights[f"l{number}.{theirs}.b"].copy())
        self.source = nn.Embedding(_SOURCES, _WIDTH)
        nn.init.zeros_(self.source.weight)
        self.head = nn.Linear(_WIDTH, len(TAGS))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(
        self,
        pieces: Tensor,
        mask: Tensor,
        firsts: Tensor,
        source: Tensor,
        drop: Dropout = NO_DROPOUT,
    ) -> Tensor:
        """Return the scores, batch × tokens × labels.

        Args:
            pieces: Numbers of pieces, batch × pieces.
            mask: True where there is a piece.
            firsts: Where the first piece of each token stands, batch × tokens.
            source: Number of the set each window is from, 0 for none.
            drop: What leaves values out in training.
        """
        x = self.table(pieces)
        x[:, 0] += self.source(source)
        x = self.norm(x + self.places[: pieces.shape[1]])
        x = drop(x)
        mask = torch.where(mask, 0.0, -1e4).to(torch.bfloat16)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, drop)
        tokens = torch.gather(x, 1, firsts[..., None].expand(-1, -1, _WIDTH))
        scores: Tensor = self.head(drop(tokens))
        return scores


def loss_of(scores: Tensor, gold: Tensor, has_other: Tensor) -> Tensor:
    """Return the mean negative logarithm of the probability of the gold labels.

    A set that does not label other names says of a token without a label only that it is no person,
    place or organisation: there the probabilities of O, B-MISC and I-MISC count together.

    Args:
        scores: Batch × tokens × labels.
        gold: Numbers of labels, -100 where there is no token.
        has_other: Whether a window's set labels other names.
    """
    logs = functional.log_softmax(scores.float(), -1)
    other = [0, TAGS.index("B-MISC"), TAGS.index("I-MISC")]
    outside = torch.logsumexp(logs[..., other], -1)
    outside = torch.where(has_other[:, None], logs[..., 0], outside)
    chosen = torch.gather(logs, -1, gold.clamp(min=0)[..., None])[..., 0]
    chosen = torch.where(gold == 0, outside, chosen)
    known = gold >= 0
    smooth = logs.mean(-1)
    return -(0.97 * chosen + 0.03 * smooth)[known].mean()


def groups(
    network: Network, rate: float, head_rate: float, decay: float
) -> list[dict[str, object]]:
    """Return the parameters by learning rate: lower layers, which know more of language, learn slower."""
    made: list[dict[str, object]] = []

    def add(parameters: Sequence[nn.Parameter], rate: float) -> None:
        for wide in (True, False):
            chosen = [p for p in parameters if (p.dim() > 1) == wide and p.requires_grad]
            made.append({"params": chosen, "lr": rate, "weight_decay": 0.01 if wide else 0.0})

    depth = len(network.layers)
    add(list(network.norm.parameters()), rate * decay ** (depth + 1))
    for number, layer in enumerate(network.layers):
        add(list(layer.parameters()), rate * decay ** (depth - 1 - number))
    add([*network.head.parameters(), *network.source.parameters()], head_rate)
    return made


def schedule(step: int, steps: int, warm: float = 0.06) -> float:
    """Return the share of the learning rate at `step`: up in a line, down in half a cosine."""
    begun = (step + 1) / (warm * steps)
    rest = max(0.0, (step - warm * steps) / max(1.0, (1 - warm) * steps))
    return min(begun, 0.5 * (1 + math.cos(math.pi * min(1.0, rest))))


def peaks_of(
    network: Network, batches: Iterable[tuple[Tensor, Tensor, Tensor, Tensor]]
) -> dict[str, NDArray[np.float32]]:
    """Return how large the input of each matrix in the layers gets, by channel.

    Args:
        network: A fitted network.
        batches: What its `forward` takes, for text like that which it will read.
    """
    found: dict[str, NDArray[np.float32]] = {}

    def seen(name: str, x: Tensor) -> None:
        largest = x.detach().float().abs().reshape(-1, x.shape[-1]).amax(0).numpy()
        found[name] = np.maximum(found.get(name, largest), largest)

    hooks = [
        part.register_forward_hook(lambda _, x, __, name=name: seen(name, x[0]))
        for name, part in network.layers.named_modules(prefix="layers")
        if isinstance(part, nn.Linear)
    ]
    network.eval()
    with torch.no_grad():
        for pieces, mask, firsts, source in batches:
            network(pieces, mask, firsts, source)
    for hook in hooks:
        hook.remove()
    return found
