"""Train the coder's encoder and its heads; `make train` runs this on the examples it prepares.

    python scripts/train_coder.py ENCODER OUT.npz --acts train.jsonl... --dev dev.jsonl

`ENCODER` is the folder of all-MiniLM-L6-v2 (`model.safetensors`, `vocab.txt`), of which the first
`--layers` layers are kept. Examples are those of `coder_examples.py`; `--said` and `--facts` take
those of `said_examples.py` and `facts_examples.py`. Seeds are fixed. Weights are written after the
last epoch as float32 arrays, for `export_coder.py` to quantise.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn

sys.path.insert(0, str(Path(__file__).parent.parent))

from detente.events.model.labels import MODES, STATUSES, TYPES
from detente.events.model.wordpiece import WordPiece

WIDTH, HEADS, INNER = 384, 12, 1536
RANK = 64  # of each role's bilinear form
ROLE_COUNT = 6  # the four of an act, then source and content of a cue
LONGEST = 128  # pieces
TOKENS = 1600  # pieces in a batch
SEED = 7
Example = dict[str, Any]


class Layer(nn.Module):
    """One layer of BERT, its names short."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = nn.functional.scaled_dot_product_attention(
            q, k, v, mask, 0.1 if self.training else 0.0
        )
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(b, t, WIDTH))))
        inner = nn.functional.gelu(self.up(x), approximate="tanh")
        return self.norm2(x + self.drop(self.down(inner)))


class Net(nn.Module):
    """The encoder and all heads over one pass."""

    def __init__(self, layers: int, vocabulary: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.types = nn.Linear(WIDTH, len(TYPES) + 1)  # the last: a cue of speech
        self.modes = nn.Linear(WIDTH, len(MODES))
        self.status = nn.Linear(WIDTH, len(STATUSES))
        self.fact = nn.Linear(WIDTH, 1)
        self.left = nn.Linear(WIDTH, ROLE_COUNT * RANK)
        self.right = nn.Linear(WIDTH, ROLE_COUNT * RANK)
        self.bias = nn.Linear(WIDTH, ROLE_COUNT)
        nn.init.constant_(self.types.bias, -4.0)
        nn.init.constant_(self.bias.bias, -2.0)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        places = torch.arange(pieces.shape[1])
        x = self.drop(self.norm(self.words(pieces) + self.places(places)))
        seen = mask[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, seen)
        return self.drop(x)

    def roles(self, at: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
        """Scores (role, word) of every word of `rows` (n, words, width) for triggers `at`."""
        n, t, _ = rows.shape
        left = self.left(at).view(n, 1, ROLE_COUNT, RANK)
        right = self.right(rows).view(n, t, ROLE_COUNT, RANK)
        return (left * right).sum(-1) / math.sqrt(RANK) + self.bias(rows)


def start_from(net: Net, folder: Path) -> None:
    """Fill the encoder with the weights of MiniLM."""
    old = load_file(str(folder / "model.safetensors"))
    old = {name.removeprefix("bert."): value for name, value in old.items()}
    with torch.no_grad():
        net.words.weight.copy_(old["embeddings.word_embeddings.weight"])
        kind = old["embeddings.token_type_embeddings.weight"][0]
        net.places.weight.copy_(old["embeddings.position_embeddings.weight"] + kind)
        _copy(net.norm, old, "embeddings.LayerNorm")
        for n, layer in enumerate(net.layers):
            base = f"encoder.layer.{n}."
            parts = [base + f"attention.self.{part}" for part in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([old[p + ".weight"] for p in parts]))
            layer.qkv.bias.copy_(torch.cat([old[p + ".bias"] for p in parts]))
            _copy(layer.out, old, base + "attention.output.dense")
            _copy(layer.norm1, old, base + "attention.output.LayerNorm")
            _copy(layer.up, old, base + "intermediate.dense")
            _copy(layer.down, old, base + "output.dense")
            _copy(layer.norm2, old, base + "output.LayerNorm")


def _copy(module: nn.Module, old: dict[str, torch.Tensor], name: str) -> None:
    module.weight.copy_(old[name + ".weight"])
    module.bias.copy_(old[name + ".bias"])


# --- examples -------------------------------------------------------------------------


def load(paths: Sequence[Path], kind: str, cutter: WordPiece) -> list[Example]:
    """The examples of some files, cut into pieces; those too long are left out."""
    out = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line:
                row = json.loads(line)
                row["kind"] = kind
                row["pieces"], row["firsts"] = cutter.encode(row["words"])
                if len(row["pieces"]) <= LONGEST:
                    out.append(row)
    return out


def batches(rows: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Batches of one kind and of sentences of like length, in random order."""
    out = []
    for kind in ("acts", "said", "facts"):
        of_kind = [r for r in rows if r["kind"] == kind]
        order = sorted(of_kind, key=lambda r: len(r["pieces"]) + chance.random() * 12)
        batch: list[Example] = []
        for row in order:
            if batch and (len(batch) + 1) * len(row["pieces"]) > TOKENS:
                out.append(batch)
                batch = []
            batch.append(row)
        if batch:
            out.append(batch)
    chance.shuffle(out)
    return out


def padded(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    """Pieces and mask of a batch."""
    length = max(len(r["pieces"]) for r in batch)
    pieces = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length)
    for n, row in enumerate(batch):
        pieces[n, : len(row["pieces"])] = torch.tensor(row["pieces"])
        mask[n, : len(row["pieces"])] = 1
    return pieces, mask


# --- losses ---------------------------------------------------------------------------


def loss_of(net: Net, batch: Sequence[Example]) -> torch.Tensor:
    """The loss of a batch, by its kind."""
    pieces, mask = padded(batch)
    hidden = net(pieces, mask)
    if batch[0]["kind"] == "facts":
        return facts_loss(net, hidden, batch)
    return acts_loss(net, hidden, mask, batch)


def facts_loss(net: Net, hidden: torch.Tensor, batch: Sequence[Example]) -> torch.Tensor:
    """How surely each predicate happened, from -3 to 3, as the annotators said."""
    at = [(n, r["firsts"][w], v) for n, r in enumerate(batch) for w, v in r["facts"]]
    rows, places, values = (list(x) for x in zip(*at, strict=True))
    said = 3 * torch.tanh(net.fact(hidden[rows, places])[:, 0])
    return nn.functional.smooth_l1_loss(said, torch.tensor(values, dtype=torch.float)) * 2


def acts_loss(
    net: Net, hidden: torch.Tensor, mask: torch.Tensor, batch: Sequence[Example]
) -> torch.Tensor:
    """Types at every first piece; modes, status and roles at the triggers."""
    wanted = torch.zeros(*mask.shape, len(TYPES) + 1)
    weight = torch.zeros_like(wanted)
    cue = batch[0]["kind"] == "said"
    asked = slice(len(TYPES), None) if cue else slice(0, len(TYPES))
    for n, row in enumerate(batch):
        weight[n, row["firsts"], asked] = 1
        for event in row["events"]:
            _mark_types(wanted[n], weight[n], row, event, cue=cue)
    logits = net.types(hidden)
    weight = weight * (1 + 4 * wanted)
    loss = nn.functional.binary_cross_entropy_with_logits(logits, wanted, weight, reduction="sum")
    held = [(n, e) for n, r in enumerate(batch) for e in r["events"] if not e.get("optional")]
    if held:
        loss = loss + _fields_loss(net, hidden, batch, held, cue=cue)
    return loss / len(batch)


def _mark_types(
    wanted: torch.Tensor, weight: torch.Tensor, row: Example, event: Example, *, cue: bool
) -> None:
    columns = [len(TYPES)] if cue else [TYPES.index(t) for t in event["types"]]
    at = row["firsts"][event["at"]]
    for word in event["span"]:
        if word != event["at"]:
            weight[row["firsts"][word], columns] = 0  # other words of the trigger: not asked
    if event.get("optional"):
        weight[at, columns] = 0
    else:
        wanted[at, columns] = 1.0 / len(columns)


def _fields_loss(
    net: Net,
    hidden: torch.Tensor,
    batch: Sequence[Example],
    held: Sequence[tuple[int, Example]],
    *,
    cue: bool,
) -> torch.Tensor:
    rows = [n for n, _ in held]
    places = [batch[n]["firsts"][e["at"]] for n, e in held]
    at = hidden[rows, places]
    names = ("source", "content") if cue else ("source", "target", "content", "condition")
    columns = range(4, 6) if cue else range(4)
    wanted = torch.zeros(len(held), hidden.shape[1], ROLE_COUNT)
    weight = torch.zeros_like(wanted)
    for k, (n, event) in enumerate(held):
        firsts = batch[n]["firsts"]
        for name, column in zip(names, columns, strict=True):
            weight[k, firsts, column] = 1
            for word in event[name]:
                wanted[k, firsts[word], column] = 1
                weight[k, firsts[word], column] = 2
    scores = net.roles(at, hidden[rows])
    loss = (
        nn.functional.binary_cross_entropy_with_logits(scores, wanted, weight, reduction="sum")
        * 0.3
    )
    if not cue:
        loss = loss + _choice(net.status(at), [_index(e["status"], STATUSES) for _, e in held])
        modes = [[f"{e['types'][0]}/{m}" for m in e["modes"]] for _, e in held]
        loss = loss + _choice(net.modes(at), [_index(m, MODES) for m in modes])
    return loss


def _index(names: Sequence[str], labels: Sequence[str]) -> int:
    return labels.index(names[0]) if names and names[0] in labels else -100


def _choice(logits: torch.Tensor, wanted: list[int]) -> torch.Tensor:
    if all(w < 0 for w in wanted):
        return logits.sum() * 0
    return nn.functional.cross_entropy(logits, torch.tensor(wanted), reduction="sum")


# --- scores ---------------------------------------------------------------------------


@torch.no_grad()
def scores(net: Net, rows: Sequence[Example]) -> str:
    """Type F1 (by sentence, STATE aside) at the best threshold, status and head roles."""
    net.eval()
    found = []
    status: Counter[bool] = Counter()
    roles: Counter[tuple[str, bool]] = Counter()
    for n in range(0, len(rows), 32):
        batch = rows[n : n + 32]
        pieces, mask = padded(batch)
        hidden = net(pieces, mask)
        p = torch.sigmoid(net.types(hidden))
        for k, row in enumerate(batch):
            found.append(p[k, row["firsts"], : len(TYPES)].numpy())
            for event in row["events"]:
                at = hidden[k, row["firsts"][event["at"]]][None]
                status[STATUSES[int(net.status(at)[0].argmax())] in event["status"]] += 1
                best = net.roles(at, hidden[k : k + 1])[0, row["firsts"]].argmax(0)
                for name, column in (("source", 0), ("target", 1)):
                    if event[name]:
                        roles[name, int(best[column]) in event[name]] += 1
    net.train()
    best = max((_f1(found, rows, t / 20) for t in range(4, 17)), key=lambda x: x[0])
    right = [
        roles[r, True] / max(1, roles[r, True] + roles[r, False]) for r in ("source", "target")
    ]
    return (
        f"F1 {best[0]:.3f} P {best[1]:.3f} R {best[2]:.3f} at {best[3]:.2f} none {best[4]:.3f} "
        f"status {status[True] / status.total():.3f} source {right[0]:.3f} target {right[1]:.3f}"
    )


def _f1(
    found: Sequence[np.ndarray], rows: Sequence[Example], least: float
) -> tuple[float, float, float, float, float]:
    hit = many = asked = empty = false = 0
    for p, row in zip(found, rows, strict=True):
        left = Counter(TYPES[c] for _, c in zip(*np.nonzero(p > least), strict=True))
        del left["STATE"]
        needed = [e for e in row["events"] if "STATE" not in e["types"]]
        empty += not row["events"]
        false += not row["events"] and bool(left)
        for event in sorted(needed, key=lambda e: e["optional"]):
            kind = next((t for t in event["types"] if left[t] > 0), None)
            if kind:
                left[kind] -= 1
            if not event["optional"]:
                hit, many, asked = hit + bool(kind), many + bool(kind), asked + 1
        many += left.total()
    precision, recall = hit / max(1, many), hit / max(1, asked)
    f1 = 2 * hit / max(1, many + asked)
    return f1, precision, recall, least, false / max(1, empty)


# --- the run --------------------------------------------------------------------------


def train(net: Net, rows: Sequence[Example], dev: Sequence[Example], asked: Any) -> None:
    """All epochs, the rate rising over a tenth and then falling; dev scores after each."""
    chance = random.Random(SEED)
    body = [p for name, p in net.named_parameters() if name.startswith(("words", "pl", "n", "la"))]
    heads = [p for p in net.parameters() if not any(p is b for b in body)]
    rates = [asked.rate, 10 * asked.rate]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rates[0]}, {"params": heads, "lr": rates[1]}], weight_decay=0.01
    )
    total = asked.epochs * len(batches(rows, random.Random(SEED))) + asked.epochs
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=total, pct_start=0.1)
    began = time.time()
    for epoch in range(asked.epochs):
        losses = 0.0
        for batch in progress(batches(rows, chance)):
            loss = loss_of(net, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            if plan.last_epoch < total - 1:
                plan.step()
            losses += float(loss.detach())
        print(f"epoch {epoch} loss {losses:.0f} {scores(net, dev)} {time.time() - began:.0f} s")
        sys.stdout.flush()
        np.savez(asked.out, **{k: v.numpy() for k, v in net.state_dict().items()})


def progress(items: Sequence[list[Example]]) -> Iterator[list[Example]]:
    """The items, with a line on standard error where that is a terminal."""
    for n, item in enumerate(items):
        if sys.stderr.isatty() and n % 10 == 0:
            print(f"\r{n}/{len(items)}", end="", file=sys.stderr)
        yield item


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    for name in ("acts", "said", "facts"):
        parser.add_argument(f"--{name}", nargs="*", type=Path, default=[])
    parser.add_argument("--dev", nargs="+", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    asked = parser.parse_args(arguments)
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    cutter = WordPiece.of((asked.encoder / "vocab.txt").read_text(encoding="utf-8"))
    rows = [r for k in ("acts", "said", "facts") for r in load(getattr(asked, k), k, cutter)]
    net = Net(asked.layers, len(cutter.vocabulary))
    if asked.start is None:
        start_from(net, asked.encoder)
    else:
        old = np.load(asked.start)
        net.load_state_dict({name: torch.from_numpy(old[name]) for name in old.files})
    print(f"{len(rows)} examples, {sum(p.numel() for p in net.parameters()) / 1e6:.1f}M weights")
    train(net, rows, load(asked.dev, "acts", cutter), asked)
    return 0


if __name__ == "__main__":
    sys.exit(main())
