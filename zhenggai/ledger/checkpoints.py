"""Signed statements over the heads of all chains: made here, proved in proof.py and, offline, in domain/export.py."""

import json
from collections.abc import Iterator
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils import timezone

from zhenggai.ledger import keys
from zhenggai.ledger.domain import merkle
from zhenggai.ledger.domain.canon import VERSION, canonical, hasher, stamp
from zhenggai.ledger.models import LedgerCheckpoint, LedgerHead

Heads = dict[str, tuple[int, str]]


def replayed() -> Iterator[tuple[LedgerCheckpoint, Heads, Heads]]:
    """Each checkpoint in order with the heads that moved and all heads as they then stood (one dictionary, growing).

    A checkpoint whose heads cannot be read is given as having moved none: its root then tells.
    """
    heads: Heads = {}
    for row in LedgerCheckpoint.objects.order_by("number").iterator():
        moved = _moved(row.heads)
        heads.update(moved)
        yield row, moved, heads


def leaves(algorithm: str, heads: Heads) -> list[str]:
    """The leaves of the tree over `heads`, in the order of the chains' names."""
    return [merkle.leaf(algorithm, (chain, *heads[chain])) for chain in sorted(heads)]


def statement_digest(text: str) -> str:
    """The digest of a statement by the algorithm that it names. Raises ValueError, KeyError."""
    return hasher(json.loads(text)["algorithm"])(text.encode())


def heads_text(moved: Heads) -> str:
    """The heads that moved as a checkpoint keeps them."""
    return canonical({chain: list(head) for chain, head in moved.items()})


def make(key: Ed25519PrivateKey, name: str) -> LedgerCheckpoint:
    """Signs all heads as they stand in this transaction and keeps the statement. The caller holds the head of "system"."""
    last, known = None, Heads()
    for last, _moved_then, known in replayed():  # noqa: B007  # the last round is what is wanted
        pass
    heads = {chain: (sequence, digest) for chain, sequence, digest in LedgerHead.objects.exclude(sequence=0).values_list()}
    algorithm = settings.ZHENGGAI_DIGEST
    facts: dict[str, Any] = {
        "version": VERSION,
        "number": last.number + 1 if last else 1,
        "at": stamp(timezone.now()),
        "chains": len(heads),
        "root": merkle.root(algorithm, leaves(algorithm, heads)),
        "previous": statement_digest(last.payload) if last else "",
        "key": name,
        "algorithm": algorithm,
    }
    text = canonical(facts)
    moved = {chain: head for chain, head in heads.items() if known.get(chain) != head}
    return LedgerCheckpoint.objects.create(
        number=facts["number"], payload=text, heads=heads_text(moved), key=name, signature=key.sign(text.encode()).hex()
    )


def signing_key() -> tuple[str, Ed25519PrivateKey] | None:
    """The key announced last, when this machine has its private half."""
    names = list(keys.announced())
    key = keys.load(names[-1]) if names else None
    return (names[-1], key) if key else None


def _moved(text: str) -> Heads:
    try:
        return {str(chain): (int(head[0]), str(head[1])) for chain, head in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        return {}
