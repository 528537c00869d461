"""Make the recogniser's model: `python -m library.entities.training.fit --help`."""

from __future__ import annotations

import argparse
import copy
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor

from library.entities.pieces import Pieces
from library.entities.training.network import TAGS, Dropout, Network, groups, loss_of, schedule
from library.entities.training.sets import SETS, DataSet, Sentence, Span, documents, spans_of
from library.entities.training.windows import Window, batches, windows

_MOST_PIECES: Final = 250


class Batch(NamedTuple):
    """Windows as the network takes them."""

    pieces: Tensor
    mask: Tensor
    firsts: Tensor
    gold: Tensor
    source: Tensor
    has_other: Tensor


def encoded(window: Window, table: Pieces) -> tuple[list[int], list[int], list[int]]:
    """Return a window's pieces, where each token's first stands, and its labels' numbers."""
    pieces, firsts = [table.begin], []
    for word, glued in window.words:
        firsts.append(len(pieces))
        pieces += table.of(word, glued=glued)
    tags = [0] * len(window.words)
    for start, end, label in window.spans:
        tags[start:end] = [TAGS.index(f"I-{label}")] * (end - start)
        tags[start] = TAGS.index(f"B-{label}")
    return [*pieces, table.end], firsts, tags


def stacked(rows: Sequence[tuple[list[int], tuple[list[int], list[int], Window, int]]]) -> Batch:
    """Return windows as one batch."""
    length = max(len(row[0]) for row in rows)
    width = max(len(row[1][0]) for row in rows)
    pieces = torch.zeros(len(rows), length, dtype=torch.long)
    mask = torch.zeros(len(rows), length, dtype=torch.bool)
    firsts = torch.zeros(len(rows), width, dtype=torch.long)
    gold = torch.full((len(rows), width), -100)
    for number, (ids, (starts, tags, _, _)) in enumerate(rows):
        pieces[number, : len(ids)] = torch.tensor(ids)
        mask[number, : len(ids)] = True
        firsts[number, : len(starts)] = torch.tensor(starts)
        gold[number, : len(tags)] = torch.tensor(tags)
    source = torch.tensor([row[1][3] for row in rows])
    other = torch.tensor([row[1][2].data.has_other for row in rows])
    return Batch(pieces, mask, firsts, gold, source, other)


def epoch(
    training: Sequence[tuple[DataSet, list[list[Sentence]]]],
    table: Pieces,
    size: int,
    rng: random.Random,
) -> Iterator[Batch]:
    """Yield the batches of one epoch."""
    rows = []
    for number, (data, found) in enumerate(training, 1):
        whole, part = divmod(data.repeats, 1)
        chosen = [rng.sample(found, int(part * len(found)))] + [found] * int(whole)
        for documents_ in chosen:
            for window in windows(documents_, data, rng):
                ids, firsts, tags = encoded(window, table)
                if len(ids) <= _MOST_PIECES:
                    source = number if rng.random() < 0.5 else 0
                    rows.append((ids, (firsts, tags, window, source)))
    for batch in batches(rows, size, rng):
        yield stacked(batch)


@torch.no_grad()
def predicted(
    network: Network, table: Pieces, found: Sequence[Window], source: int = 0
) -> list[list[Span]]:
    """Return the spans that the network sees in windows."""
    network.eval()
    order = sorted(range(len(found)), key=lambda n: len(found[n].words))
    answers: list[list[Span]] = [[] for _ in found]
    for begin in range(0, len(order), 32):
        part = order[begin : begin + 32]
        rows = []
        for number in part:
            ids, firsts, tags = encoded(found[number], table)
            rows.append((ids[:510], ([min(f, 509) for f in firsts], tags, found[number], source)))
        batch = stacked(rows)
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(batch.pieces, batch.mask, batch.firsts, batch.source)
        best = scores.float().argmax(-1).numpy()
        for row, number in enumerate(part):
            words = len(found[number].words)
            answers[number] = spans_of([TAGS[tag] for tag in best[row, :words]])
    return answers


def score(gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]], labels=("PER", "LOC", "ORG")) -> dict[str, float]:
    """Return precision, recall and F1, in percent, of exact spans."""
    def f1(chosen: tuple[str, ...]) -> tuple[float, float, float]:
        g = [{s for s in spans if s[2] in chosen} for spans in gold]
        p = [{s for s in spans if s[2] in chosen} for spans in found]
        hits = sum(len(a & b) for a, b in zip(g, p))
        ng, np_ = sum(map(len, g)), sum(map(len, p))
        pr, re = hits / max(1, np_), hits / max(1, ng)
        return 100 * pr, 100 * re, 200 * pr * re / max(1e-9, pr + re)
    pr, re, f = f1(tuple(labels))
    return {"F": round(f, 1), "P": round(pr, 1), "R": round(re, 1), **{l: round(f1((l,))[2], 1) for l in (*labels, "MISC")}}


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("data", type=Path); ap.add_argument("weights", type=Path); ap.add_argument("out", type=Path)
    for k, d in dict(layers=12, rate=1.2e-4, head=1e-3, decay=0.92, epochs=4, size=2000, seed=1, threads=2, drop=0.1, ema=0.995, limit=0).items():
        ap.add_argument("--" + k, type=type(d), default=d)
    a = ap.parse_args()
    torch.set_num_threads(a.threads); random.seed(a.seed); torch.manual_seed(a.seed); rng = random.Random(a.seed)
    table = Pieces((a.weights / "pieces.model").read_bytes())
    z = dict(np.load(a.weights / "pruned.npz"))
    net = Network(z, a.layers)
    training = [(d, documents(a.data, d, held_out=False)) for d in SETS]
    dev = [(n, d, list(windows(documents(a.data, d, held_out=True), d, rng, vary=False))) for n, d in enumerate(SETS, 1) if d.held_out]
    one = list(epoch(training, table, a.size, random.Random(0)))
    steps = len(one) * a.epochs
    print("steps", steps, "pieces/epoch", sum(b.pieces.numel() for b in one), "real", sum(int(b.mask.sum()) for b in one), flush=True)
    opt = torch.optim.AdamW(groups(net, a.rate, a.head, a.decay), fused=True)
    base = [g["lr"] for g in opt.param_groups]
    drop = Dropout(a.drop); ema = None; t0 = time.time(); step = 0; el = 0.; n = 0; seen = 0
    def evaluate(net, tag):
        for k, d, w in dev:
            p = predicted(net, table, w); p2 = predicted(net, table, w, k)
            print(tag, d.file, score([x.spans for x in w], p), "tag", score([x.spans for x in w], p2)["F"], flush=True)
    for e in range(a.epochs):
        net.train()
        for b in epoch(training, table, a.size, rng):
            f = schedule(step, steps)
            for g, l in zip(opt.param_groups, base): g["lr"] = l * f
            with torch.autocast("cpu", torch.bfloat16):
                s = net(b.pieces, b.mask, b.firsts, b.source, drop)
            loss = loss_of(s, b.gold, b.has_other)
            opt.zero_grad(set_to_none=True); loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in opt.param_groups for p in g["params"]], 1.0)
            opt.step()
            step += 1; el += float(loss.detach()); n += 1; seen += int(b.mask.sum())
            if a.ema and step > steps * .3:
                with torch.no_grad():
                    if ema is None: ema = {k: v.clone() for k, v in net.state_dict().items() if not k.startswith(("table", "places"))}
                    else:
                        for k, v in net.state_dict().items():
                            if k in ema: ema[k].lerp_(v, 1 - a.ema)
            if step % 50 == 0: print(step, steps, round(el / n, 4), int(seen / (time.time() - t0)), "pieces/s", int(time.time() - t0), flush=True); el = 0.; n = 0
            if a.limit and step >= a.limit: return
        evaluate(net, f"epoch {e + 1}")
    torch.save({k: v for k, v in net.state_dict().items() if not k.startswith(("table", "places"))}, a.out)
    if ema:
        net.load_state_dict(ema, strict=False); evaluate(net, "ema"); torch.save(ema, str(a.out) + ".ema")


if __name__ == "__main__":
    main()
