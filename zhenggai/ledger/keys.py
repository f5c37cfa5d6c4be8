"""The keys that sign checkpoints: Ed25519, in the folder `keys` of the data; each is announced by an entry in the chain "system"."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key
from django.conf import settings

from zhenggai.ledger.domain.receipt import key_id
from zhenggai.ledger.models import LedgerEntry

BEGIN = "key.begin"


def announced() -> dict[str, str]:
    """Every key on record, oldest first: its name and its public half in hex digits."""
    return {data["key"]: data["public"] for _sequence, data in announcements()}


def announcements() -> Iterator[tuple[int, dict[str, str]]]:
    """Sequence and facts (key, public, replaces, endorsement) of every entry that begins a key; `verify` tells of unreadable ones."""
    rows = LedgerEntry.objects.filter(chain="system", verb=BEGIN).order_by("sequence").values_list("sequence", "payload")
    for sequence, payload in rows:
        try:
            data = json.loads(payload)["data"]
            if key_id(data["public"]) == data["key"]:
                yield sequence, data
        except (ValueError, KeyError, TypeError):
            continue


def load(name: str) -> Ed25519PrivateKey | None:
    """The private half of the key `name`, or None when this machine does not have it (another's data, a restored copy)."""
    try:
        key = load_pem_private_key(_path(name).read_bytes(), password=None)
    except FileNotFoundError:
        return None
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{_path(name)} is not an Ed25519 key")
    return key


def make() -> tuple[str, Ed25519PrivateKey]:
    """Makes a key and keeps it in a file that only its owner may read; gives its name and the key."""
    key = Ed25519PrivateKey.generate()
    name = key_id(public_of(key))
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        stream.flush()
        os.fsync(stream.fileno())
    return name, key


def public_of(key: Ed25519PrivateKey) -> str:
    """The public half in hex digits."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _path(name: str) -> Path:
    return Path(settings.ZHENGGAI_DATA) / "keys" / f"ledger-{name}.pem"
