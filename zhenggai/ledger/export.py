"""A chain as a file that proves itself: JSON lines, read back by domain/export.py without a database."""

import json
from collections.abc import Iterator
from typing import Any

from zhenggai.ledger import checkpoints, keys
from zhenggai.ledger.domain import merkle
from zhenggai.ledger.domain.canon import VERSION, canonical
from zhenggai.ledger.models import LedgerEntry, LedgerHead, LedgerWords

FORMAT = "zhenggai-chain"
BATCH = 500


def export_chain(chain: str) -> Iterator[str]:
    """The lines of the file, without line ends: a header, every entry with its words, every checkpoint that covers the chain, an end.

    The same chain gives the same lines. Run it inside a transaction when others may be writing.
    """
    head = LedgerHead.objects.get(pk=chain)
    last, digest = head.sequence, head.digest
    yield canonical(
        {"format": FORMAT, "version": VERSION, "chain": chain, "entries": last, "head": digest, "keys": keys.announced()}
    )  # fmt: skip
    for start in range(1, last + 1, BATCH):
        yield from _entries(chain, start, min(start + BATCH, last + 1))
    count = 0
    for row, _moved, heads in checkpoints.replayed():
        if chain in heads:
            count += 1
            yield _checkpoint(row.payload, row.signature, chain, heads)
    yield canonical({"end": True, "entries": last, "checkpoints": count})


def _entries(chain: str, start: int, stop: int) -> Iterator[str]:
    words: dict[int, dict[str, Any]] = {}
    rows = LedgerWords.objects.filter(entry__chain=chain, entry__sequence__gte=start, entry__sequence__lt=stop)
    for entry, field, salt, text, erased_by in rows.values_list("entry_id", "field", "salt", "words", "erased_by__sequence"):
        words.setdefault(entry, {})[field] = {"salt": salt, "words": text} if erased_by is None else {"erased_by": erased_by}
    entries = LedgerEntry.objects.filter(chain=chain, sequence__gte=start, sequence__lt=stop).order_by("sequence")
    for entry, payload, digest in entries.values_list("id", "payload", "digest"):
        yield canonical({"payload": payload, "digest": digest, "words": words.get(entry, {})})


def _checkpoint(statement: str, signature: str, chain: str, heads: checkpoints.Heads) -> str:
    algorithm = json.loads(statement)["algorithm"]
    steps = merkle.path(algorithm, checkpoints.leaves(algorithm, heads), sorted(heads).index(chain))
    return canonical({"checkpoint": statement, "signature": signature, "head": list(heads[chain]), "path": [list(step) for step in steps]})
