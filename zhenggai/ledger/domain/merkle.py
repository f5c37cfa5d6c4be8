"""One digest over the heads of all chains, and the path that proves a single head belongs to it (RFC 6962, section 2.1)."""

from collections.abc import Callable, Sequence

from zhenggai.ledger.domain.canon import canonical, hasher

Head = tuple[str, int, str]
Step = tuple[str, str]
LEAF, NODE = b"\x00", b"\x01"


def leaf(algorithm: str, head: Head) -> str:
    """The digest of one head (chain, sequence, digest)."""
    return hasher(algorithm)(LEAF + canonical(list(head)).encode())


def root(algorithm: str, leaves: Sequence[str]) -> str:
    """The digest over `leaves`, in the order of their chains' names; of nothing, the digest of no bytes."""
    digest = hasher(algorithm)
    level = list(leaves)
    if not level:
        return digest(b"")
    while len(level) > 1:
        level = _above(digest, level)
    return level[0]


def path(algorithm: str, leaves: Sequence[str], index: int) -> list[Step]:
    """From the leaf at `index` up to the root: the side ("left" or "right") and digest of each neighbour."""
    digest = hasher(algorithm)
    level, steps = list(leaves), list[Step]()
    while len(level) > 1:
        neighbour = index ^ 1
        if neighbour < len(level):
            steps.append(("left" if neighbour < index else "right", level[neighbour]))
        level, index = _above(digest, level), index // 2
    return steps


def climb(algorithm: str, start: str, steps: Sequence[Step]) -> str:
    """The root that `start` and `steps` lead to. Raises ValueError for digests that are not hexadecimal."""
    digest = hasher(algorithm)
    for side, other in steps:
        start = _node(digest, other, start) if side == "left" else _node(digest, start, other)
    return start


def _node(digest: Callable[[bytes], str], left: str, right: str) -> str:
    return digest(NODE + bytes.fromhex(left) + bytes.fromhex(right))


def _above(digest: Callable[[bytes], str], level: Sequence[str]) -> list[str]:
    paired = [_node(digest, level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return [*paired, level[-1]] if len(level) % 2 else paired
