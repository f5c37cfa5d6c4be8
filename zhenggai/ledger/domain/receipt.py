"""A receipt: the signed statement of a checkpoint, small enough to leave the machine on paper or in a file."""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from zhenggai.core.words import _
from zhenggai.ledger.domain.canon import canonical, hasher, octets

SIZE_LIMIT: Final = 16_384
FIELDS: Final = {"version": int, "number": int, "at": str, "chains": int, "root": str, "previous": str, "key": str, "algorithm": str}
CODE_LETTERS: Final = 20


class ReceiptError(ValueError):
    """The text is no receipt, or its signature does not hold; the message says which."""


@dataclass(frozen=True)
class Receipt:
    """A statement over all heads (canonical JSON), the public key and the signature over it, both in hex digits."""

    statement: str
    public: str
    signature: str

    @property
    def facts(self) -> dict[str, Any]:
        """The statement's fields: number, at, chains, root, previous, key, algorithm, version."""
        facts: dict[str, Any] = json.loads(self.statement)
        return facts

    @property
    def digest(self) -> str:
        """The digest of the statement, by the algorithm that it names."""
        return hasher(self.facts["algorithm"])(self.statement.encode())

    @property
    def code(self) -> str:
        """The digest's first 100 bits as letters that can be read out or printed on a notice: ABCDE-FGHIJ-KLMNO-PQRST."""
        return code_of(self.digest)

    def to_json(self) -> str:
        """The receipt as one line of text, as `read_receipt` takes it back."""
        return canonical(
            {"zhenggai": "receipt", "statement": self.facts, "public": self.public, "signature": self.signature, "code": self.code}
        )


def code_of(digest: str) -> str:
    """The short code of a statement's digest (hex digits)."""
    letters = base64.b32encode(bytes.fromhex(digest)).decode()[:CODE_LETTERS]
    return "-".join(letters[i : i + 5] for i in range(0, CODE_LETTERS, 5))


def key_id(public: str) -> str:
    """The name of a public key (hex digits): the first 16 digits of its SHA-256."""
    return hashlib.sha256(octets(public)).hexdigest()[:16]


def signature_holds(statement: str, public: str, signature: str) -> bool:
    """Whether `signature` over the statement was made with the private half of `public` (Ed25519; hex digits)."""
    try:
        Ed25519PublicKey.from_public_bytes(octets(public)).verify(octets(signature), statement.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def read_statement(text: str) -> dict[str, Any]:
    """The fields of a statement. Raises ReceiptError when it is not one."""
    try:
        facts = json.loads(text)
        whole = isinstance(facts, dict) and all(type(facts.get(name)) is kind for name, kind in FIELDS.items())
        if not whole:
            raise ValueError("fields")
        hasher(facts["algorithm"])
        octets(facts["root"])
    except (ValueError, RecursionError) as error:
        raise ReceiptError(_("检查点声明的内容不完整或格式不对。")) from error
    return dict(facts)


def read_receipt(text: str) -> Receipt:
    """The receipt in `text` (JSON), its signature checked with the key it carries. Raises ReceiptError."""
    if len(text) > SIZE_LIMIT:
        raise ReceiptError(_("回执过大，不是本系统出具的回执。"))
    try:
        found = json.loads(text)
        receipt = Receipt(canonical(found["statement"]), str(found["public"]), str(found["signature"]))
        facts = read_statement(receipt.statement)
        named = key_id(receipt.public)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReceiptError(_("这不是本系统出具的回执：内容不完整或格式不对。")) from error
    if named != facts["key"] or not signature_holds(receipt.statement, receipt.public, receipt.signature):
        raise ReceiptError(_("回执的签名不成立，回执本身被改动过。"))
    return receipt
