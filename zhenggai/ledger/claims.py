"""What the checkpoints claim: each is checked for itself, and its heads are kept to be met by the entries."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from zhenggai.ledger import checkpoints, keys
from zhenggai.ledger.domain import merkle
from zhenggai.ledger.domain.problem import Problem, Report
from zhenggai.ledger.domain.receipt import ReceiptError, code_of, read_receipt, read_statement, signature_holds
from zhenggai.ledger.models import LedgerCheckpoint

SIGN = "checkpoint.sign"


class Claims:
    """The heads that moved in every sound checkpoint, on disk (there may be as many as entries), and the checkpoints' own digests."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.digests: dict[int, str] = {}
        self.signed: set[int] = set()
        self.heads = sqlite3.connect("")  # a temporary file that goes with the connection
        self.heads.execute("CREATE TABLE head (chain, sequence, digest, number, PRIMARY KEY (chain, sequence)) WITHOUT ROWID")

    def read(self) -> None:
        """Reads and checks all checkpoints."""
        publics = self._keys()
        previous, number = "", 0
        for row, moved, heads in checkpoints.replayed():
            wrong = _statement_problem(row, previous, number + 1, publics, heads) or _heads_problem(row, moved)
            number = row.number if type(row.number) is int else number + 1
            try:
                previous = self.digests[number] = checkpoints.statement_digest(row.payload)
            except (ValueError, KeyError, TypeError):
                previous = self.digests[number] = ""
            self.report.counts["checkpoints"] += 1
            if wrong:
                self._problem("checkpoint", number, wrong)
                continue
            rows = ((chain, sequence, digest, number) for chain, (sequence, digest) in moved.items())
            self.heads.executemany("INSERT OR IGNORE INTO head VALUES (?, ?, ?, ?)", rows)

    def of(self, chain: str) -> list[tuple[int, str, int]]:
        """The claims on one chain in order: sequence, digest, number of the checkpoint."""
        return self.heads.execute("SELECT sequence, digest, number FROM head WHERE chain = ? ORDER BY sequence", [chain]).fetchall()

    def chains(self) -> Iterator[str]:
        """Every chain that a checkpoint has seen."""
        for (chain,) in self.heads.execute("SELECT DISTINCT chain FROM head ORDER BY chain"):
            yield chain

    def met(self, data: dict[str, Any]) -> None:
        """The facts of an entry that says a checkpoint was signed."""
        number, digest = data.get("number"), data.get("digest")
        if not isinstance(number, int) or self.digests.get(number) is None:
            self._problem("checkpoint-missing", number, _("记录里有这个检查点，库里没有"))
        elif self.digests[number] != digest:
            self._problem("checkpoint", number, _("检查点与记录里它的摘要不符"))
        if isinstance(number, int):
            self.signed.add(number)

    def finish(self) -> None:
        """Names the checkpoints that no entry speaks of."""
        for number in sorted(self.digests.keys() - self.signed):
            self._problem("checkpoint-unrecorded", number, _("库里有这个检查点，记录里从未写入"))

    def meet_receipt(self, text: str) -> None:
        """Whether the receipt (its JSON text, or its short code) is of one of these checkpoints."""
        number = self._by_code(text) if "{" not in text else self._by_receipt(text)
        if number is not None:
            self.report.counts["proved_to_checkpoint"] = number

    def _by_code(self, text: str) -> int | None:
        wanted = text.strip().upper()
        for number, digest in self.digests.items():
            if digest and code_of(digest) == wanted:
                return number
        self.report.add(Problem("receipt", _("回执"), _("库里没有校验码为 %(code)s 的检查点：它之前的记录不能证明未变") % {"code": wanted}))
        return None

    def _by_receipt(self, text: str) -> int | None:
        try:
            receipt = read_receipt(text)
        except ReceiptError as error:
            self.report.add(Problem("receipt", _("回执"), str(error)))
            return None
        number: int = receipt.facts["number"]
        if self.digests.get(number) == receipt.digest:
            return number
        words = _("库里的第 %(n)d 号检查点不是回执所证的那一个：它之前的记录已被改动")
        if number not in self.digests:
            words = _("库里没有回执所证的第 %(n)d 号检查点：它之前的记录不能证明未变")
        self.report.add(Problem("receipt", _("回执"), words % {"n": number}))
        return None

    def _keys(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for sequence, data in keys.announcements():
            before = known.get(str(data.get("replaces")))
            if "replaces" in data and not (before and signature_holds(data["public"], before, str(data.get("endorsement")))):
                where = _("链 %(chain)s 第 %(n)d 条") % {"chain": "system", "n": sequence}
                self.report.add(Problem("key", where, _("新密钥没有得到前一把密钥的认可")))
            known[data["key"]] = data["public"]
        return known

    def _problem(self, code: str, number: Any, message: str) -> None:
        self.report.add(Problem(code, _("第 %(n)s 号检查点") % {"n": number}, message))


def _heads_problem(row: LedgerCheckpoint, moved: checkpoints.Heads) -> str | None:
    return None if row.heads == checkpoints.heads_text(moved) else _("各链末端不是规范的写法，被改动过")


def _statement_problem(row: LedgerCheckpoint, previous: str, number: int, publics: dict[str, str], heads: checkpoints.Heads) -> str | None:
    """What is wrong with a checkpoint taken for itself, in words."""
    try:
        facts = read_statement(row.payload)
        root = merkle.root(facts["algorithm"], checkpoints.leaves(facts["algorithm"], heads))
    except (ReceiptError, ValueError, TypeError) as error:
        return str(error)
    if row.number != number:
        return _("它前面的第 %(n)d 号检查点不见了") % {"n": number}
    if facts["number"] != row.number or facts["previous"] != previous or facts["key"] != row.key:
        return _("检查点的编号、密钥或它所记的前一个检查点不符")
    if row.key not in publics:
        return _("签名所用的密钥不在记录里")
    if not signature_holds(row.payload, publics[row.key], row.signature):
        return _("签名不成立")
    if facts["root"] != root or facts["chains"] != len(heads):
        return _("各链末端与所签的总摘要不符")
    return None
