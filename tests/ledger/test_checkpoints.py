"""Keys, checkpoints and the receipts that leave the machine."""

import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.ledger.tampering import forge, write_history
from tests.ledger.things import KINDS
from zhenggai.ledger import keys
from zhenggai.ledger.actions import checkpoint, rotate_key
from zhenggai.ledger.domain.receipt import ReceiptError, read_receipt, signature_holds
from zhenggai.ledger.models import LedgerHead
from zhenggai.ledger.proof import verify
from zhenggai.ledger.queries import entries_of, receipt_of

pytestmark = pytest.mark.django_db


def test_first_checkpoint_makes_a_key_that_only_its_owner_may_read(data_dir: Path) -> None:
    checkpoint()
    [path] = (data_dir / "keys").glob("ledger-*.pem")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [told.verb for told in entries_of("system")] == ["key.begin", "checkpoint.sign"]


def test_checkpoint_covers_all_heads_as_they_stood(data_dir: Path) -> None:
    made = write_history()
    assert json.loads(made.heads).keys() == {"case:1", "case:2", "case:3", "system"}
    assert json.loads(made.payload)["chains"] == 4


def test_next_checkpoint_keeps_only_what_moved_and_names_the_one_before(data_dir: Path) -> None:
    first = write_history()
    second = checkpoint()
    third = checkpoint()
    assert json.loads(second.heads).keys() == {"case:1", "case:2", "case:3", "system"}
    assert json.loads(third.heads).keys() == {"system"}
    assert json.loads(second.payload)["previous"] == receipt_of(first).digest
    assert verify(kinds=KINDS).ok


def test_receipt_is_small_and_reads_back(data_dir: Path) -> None:
    receipt = receipt_of(checkpoint())
    text = receipt.to_json()
    assert len(text) < 1_000
    assert read_receipt(text) == receipt
    assert json.loads(text)["code"] == receipt.code
    assert [len(part) for part in receipt.code.split("-")] == [5, 5, 5, 5]


def test_receipt_signed_by_a_stranger_is_refused(data_dir: Path) -> None:
    facts = json.loads(receipt_of(checkpoint()).to_json())
    stranger = Ed25519PrivateKey.generate()
    facts["public"] = keys.public_of(stranger)
    with pytest.raises(ReceiptError, match="签名不成立"):
        read_receipt(json.dumps(facts))


def test_rotated_key_is_endorsed_by_the_one_before_and_signs_from_then_on(data_dir: Path) -> None:
    first = checkpoint()
    name = rotate_key(by="person:1", reason="每年更换")
    second = checkpoint()
    assert (first.key != name, second.key) == (True, name)
    begun = [told.data for told in entries_of("system") if told.verb == "key.begin"][1]
    assert begun["replaces"] == first.key
    assert signature_holds(begun["public"], keys.announced()[first.key], begun["endorsement"])
    assert read_receipt(receipt_of(first).to_json())
    assert verify(kinds=KINDS).ok


def test_lost_key_is_followed_by_a_new_one_without_endorsement(data_dir: Path) -> None:
    first = checkpoint()
    for path in (data_dir / "keys").glob("*.pem"):
        path.unlink()
    second = checkpoint()
    assert first.key != second.key
    assert verify(kinds=KINDS).ok


def test_nothing_to_sign_is_signed_all_the_same(data_dir: Path) -> None:
    made = checkpoint()
    assert LedgerHead.objects.count() == json.loads(made.payload)["chains"] == 1


def test_forged_endorsement_is_found(data_dir: Path) -> None:
    checkpoint()
    rotate_key(by="person:1", reason="每年更换")
    entry = entries_of("system")[2]
    assert entry.verb == "key.begin"
    forge("UPDATE ledger_entry SET payload = replace(payload, %s, %s)", entry.data["endorsement"][:9], "0" * 9)
    assert ("key", "链 system 第 3 条") in {(problem.code, problem.where) for problem in verify(kinds=KINDS).problems}
