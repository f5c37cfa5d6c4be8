"""Proving an exported chain with nothing but the file (and a receipt): no Django, no database."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from zhenggai.core.words import _
from zhenggai.ledger.domain import merkle
from zhenggai.ledger.domain.canon import CanonError, canonical, hasher
from zhenggai.ledger.domain.problem import Problem, Report
from zhenggai.ledger.domain.receipt import Receipt, ReceiptError, code_of, key_id, read_receipt, read_statement, signature_holds
from zhenggai.ledger.domain.sealing import ERASE, MARK, erased_by, open_words, still_sealed

LINE_LIMIT: Final = 32 * 1024 * 1024
FORMAT: Final = "zhenggai-chain"
HEADER: Final = {"format", "version", "chain", "entries", "head", "keys"}
DEPTH: Final = 64  # no path in a tree of heads is longer


class ExportError(ValueError):
    """The file is no exported chain, or a line of it cannot be read; the message names the line."""


def verify_export(path: str | Path, against: str | None = None) -> Report:
    """Proves the chain in an exported file: digests, links, words, end, and the checkpoints that cover it.

    `against` is a receipt (JSON text, or its short code): the file must then hold the checkpoint of that receipt.
    Whatever the file holds, the answer is a Report; a file that cannot be read at all is one problem. Raises OSError.
    """
    proof = _ExportProof()
    with Path(path).open("rb") as stream:
        try:
            proof.run(_lines(stream))
        except (ExportError, RecursionError) as error:
            proof.problem("file", _("文件"), str(error))
    if against is not None:
        proof.meet_receipt(against)
    return proof.report


def _lines(stream: BinaryIO) -> Iterator[tuple[int, dict[str, Any]]]:
    number = 0
    while line := stream.readline(LINE_LIMIT + 1):
        number += 1
        if len(line) > LINE_LIMIT:
            raise ExportError(_("第 %(n)d 行超过 %(limit)d 字节") % {"n": number, "limit": LINE_LIMIT})
        try:
            found = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise ExportError(_("第 %(n)d 行不是 JSON") % {"n": number}) from error
        if not isinstance(found, dict):
            raise ExportError(_("第 %(n)d 行不是一条记录") % {"n": number})
        if not _as_written(line, found):
            raise ExportError(_("第 %(n)d 行不是导出时的写法，被改动过") % {"n": number})
        yield number, found


def _as_written(line: bytes, found: dict[str, Any]) -> bool:
    """Whether nothing but what was read stands in the line: no blanks, no key twice."""
    try:
        return canonical(found).encode() + b"\n" == line
    except CanonError:
        return False


def _only(line: dict[str, Any], *names: str) -> None:
    """Raises ValueError for a line with more or less than these: what nothing proves must not stand beside what is proved."""
    if set(line) != set(names):
        raise ValueError("keys")


class _ExportProof:
    def __init__(self) -> None:
        self.report = Report()
        self.chain = ""
        self.sequence, self.before = 0, ""
        self.header: dict[str, Any] = {}
        self.keys: dict[str, str] = {}
        self.receipts: list[Receipt] = []
        self.digests: dict[int, str] = {}
        self.gone: dict[int, set[tuple[int, str]]] = {}
        self.ended = False

    def run(self, lines: Iterator[tuple[int, dict[str, Any]]]) -> None:
        first = next(lines, (0, {}))[1]
        if first.get("format") != FORMAT or first.get("version") != 1 or not isinstance(first.get("keys"), dict):
            raise ExportError(_("这不是本系统导出的记录文件"))
        self.header, self.chain = first, str(first.get("chain"))
        if set(first) != HEADER or not all(_names(name, str(public)) for name, public in first["keys"].items()):
            raise ExportError(_("第 %(n)d 行的内容不完整或格式不对") % {"n": 1})
        self.keys = {name: str(public) for name, public in first["keys"].items()}
        self.report.counts["chains"] = 1
        for number, line in lines:
            if self.ended:
                raise ExportError(_("第 %(n)d 行：结尾之后还有内容") % {"n": number})
            try:
                self._line(line)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise ExportError(_("第 %(n)d 行的内容不完整或格式不对") % {"n": number}) from error
        self._finish()

    def _line(self, line: dict[str, Any]) -> None:
        if "payload" in line:
            _only(line, "payload", "digest", "words")
            self._entry(line)
        elif "checkpoint" in line:
            _only(line, "checkpoint", "signature", "head", "path")
            self._checkpoint(line)
        elif line.get("end") is True:
            _only(line, "end", "entries", "checkpoints")
            self.ended = True
            if line["entries"] != self.header["entries"]:
                self.problem("file", _("文件"), _("结尾登记的条数与开头不同"))
            seen = self.report.counts["checkpoints"]
            if line["checkpoints"] != seen:
                words = {"said": line["checkpoints"], "seen": seen}
                self.problem("file", _("文件"), _("结尾登记的检查点有 %(said)s 个，文件里有 %(seen)s 个") % words)
        else:
            raise ValueError("unknown line")

    def _entry(self, line: dict[str, Any]) -> None:
        text, digest = str(line["payload"]), str(line["digest"])
        payload = json.loads(text)
        self.report.counts["entries"] += 1
        sequence = int(payload["sequence"])
        where = self._place(sequence)
        if hasher(payload["algorithm"])(text.encode()) != digest:
            self.problem("digest", where, _("内容与摘要不符：这一条被改动过"))
        if payload["chain"] != self.chain:
            self.problem("column", where, _("这一条属于另一条链"))
        if sequence != self.sequence + 1:
            self.problem("gap", self._place(self.sequence + 1), _("这一条不见了"))
        elif payload["previous"] != self.before:
            self.problem("link", where, _("所记的前一条摘要与第 %(n)d 条不符") % {"n": sequence - 1})
        self._words(where, text, payload, line["words"])
        answered = erased_by(payload["data"]) if payload["verb"] == ERASE else set()
        for missing in sorted(answered ^ self.gone.pop(sequence, set())):
            words = {"field": missing[1], "by": sequence}
            self.problem("erasure", self._place(missing[0]), _("字段 %(field)s 的清除与第 %(by)s 条所记不符") % words)
        self.sequence, self.before = sequence, digest
        self.digests[sequence] = digest

    def _words(self, where: str, text: str, payload: dict[str, Any], beside: dict[str, Any]) -> None:
        opened = 0
        for field, kept in beside.items():
            gone = kept.get("erased_by")
            _only(kept, *(("salt", "words") if gone is None else ("erased_by",)))
            wrong = open_words(
                payload["changes"],
                payload["data"],
                payload["algorithm"],
                field,
                str(kept.get("salt")),
                None if gone is not None else str(kept.get("words")),
            )
            if wrong:
                self.problem("words", where, wrong)
                continue
            opened += 1
            self.report.counts["words"] += 1
            if gone is not None:
                self.report.counts["erased"] += 1
                self.gone.setdefault(int(gone), set()).add((int(payload["sequence"]), field))
        if text.count(MARK) != opened:
            for field in still_sealed(payload["changes"], payload["data"]):
                self.problem("words-missing", where, _("字段 %(field)s 的文字不见了") % {"field": field})

    def _checkpoint(self, line: dict[str, Any]) -> None:
        text, signature = str(line["checkpoint"]), str(line["signature"])
        facts = read_statement(text)
        where = _("第 %(n)s 号检查点") % {"n": facts["number"]}
        sequence, digest = line["head"]
        steps = [(str(side), str(other)) for side, other in line["path"]]
        self.report.counts["checkpoints"] += 1
        public = self.keys.get(facts["key"], "")
        if not signature_holds(text, public, signature):
            self.problem("checkpoint", where, _("签名不成立"))
            return
        start = merkle.leaf(facts["algorithm"], (self.chain, int(sequence), str(digest)))
        if len(steps) > DEPTH or merkle.climb(facts["algorithm"], start, steps) != facts["root"]:
            self.problem("checkpoint", where, _("本链的末端不在所签的总摘要之内"))
            return
        self.receipts.append(Receipt(text, public, signature))
        if int(sequence) > self.sequence:
            self.problem(
                "cut",
                _("链 %(chain)s") % {"chain": self.chain},
                _("%(where)s见过第 %(n)d 条，链的末尾被截去") % {"where": where, "n": sequence},
            )
        elif self.digests.get(int(sequence)) != digest:
            self.problem("checkpoint-differs", self._place(int(sequence)), _("与第 %(n)d 号检查点所签的摘要不符") % {"n": facts["number"]})

    def _finish(self) -> None:
        if not self.ended:
            self.problem("file", _("文件"), _("文件没有结尾，后面的内容被截去"))
        if (self.header.get("entries"), self.header.get("head")) != (self.sequence, self.before):
            self.problem("head", _("链 %(chain)s") % {"chain": self.chain}, _("文件开头登记的末端与实际不符，链的末尾被截去或改动"))
        for eraser in sorted(self.gone):
            for sequence, field in sorted(self.gone[eraser]):
                self.problem("erasure", self._place(sequence), _("字段 %(field)s 的文字没了，却没有一条记录为此负责") % {"field": field})

    def meet_receipt(self, text: str) -> None:
        try:
            wanted = read_receipt(text).digest if "{" in text else ""
        except ReceiptError as error:
            self.problem("receipt", _("回执"), str(error))
            return
        code = text.strip().upper()
        for receipt in self.receipts:
            if receipt.digest == wanted or code_of(receipt.digest) == code:
                self.report.counts["proved_to_checkpoint"] = receipt.facts["number"]
                return
        self.problem("receipt", _("回执"), _("文件里没有回执所证的检查点：它之前的记录不能证明未变"))

    def problem(self, code: str, where: str, message: str) -> None:
        self.report.add(Problem(code, where, message))

    def _place(self, sequence: int) -> str:
        return _("链 %(chain)s 第 %(n)s 条") % {"chain": self.chain, "n": sequence}


def _names(name: str, public: str) -> bool:
    try:
        return key_id(public) == name
    except ValueError:
        return False
