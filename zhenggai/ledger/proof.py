"""Proving the record whole (docs/security.md): the chains, the words beside them, the checkpoints over them, the rows they speak of."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from zhenggai.ledger import streams
from zhenggai.ledger.claims import SIGN, Claims
from zhenggai.ledger.domain.canon import CanonError, Digest, digester
from zhenggai.ledger.domain.export import verify_export
from zhenggai.ledger.domain.problem import Problem, Report
from zhenggai.ledger.domain.sealing import ERASE, MARK, erased_by, open_words, still_sealed
from zhenggai.ledger.guards import missing_guards, strangers
from zhenggai.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerWords, Recorded, recorded_models
from zhenggai.ledger.standing import Last, Standing

__all__ = ["Problem", "Report", "missing_guards", "register", "verify", "verify_export"]

Check = Callable[[Report], Iterable[Problem]]
Progress = Callable[[int, int], None]
FACTS: Final = ("chain", "sequence", "at", "on", "actor", "verb", "subject", "gesture", "source", "previous", "algorithm")
facts_of = itemgetter(*FACTS)
link_of = itemgetter(0, 1, 2, 3, 4, 5)
scan = json.JSONDecoder().raw_decode
DATA: Final = ',"data":'
OWN_TABLES: Final = {LedgerEntry._meta.db_table, LedgerHead._meta.db_table, LedgerWords._meta.db_table, LedgerCheckpoint._meta.db_table}
Held = tuple[dict[str, Any], dict[str, Any]]
TOGETHER: Final = 2_000  # rows of small chains are compared together, so that ten thousand chains are not ten thousand queries
_checks: list[Check] = []


def register(check: Check) -> None:
    """Adds a check of an upper context to every `verify`, which counts in the report what it saw; called in AppConfig.ready."""
    if check not in _checks:
        _checks.append(check)


def verify(progress: Progress | None = None, *, against: str | None = None, kinds: Mapping[str, type[Recorded]] | None = None) -> Report:
    """Proves the whole record as one moment saw it. Writes nothing and keeps nobody from writing.

    `progress` is told (entries done, entries in all). `against` is a receipt (JSON text, or its short code) that left the machine: history
    up to it is then proved even against people with the key. `kinds` are the recorded models, by default those installed.
    Problems come in a fixed order and name the entry, the row or the file.
    """
    try:
        report = _verify(progress, against, kinds)
    except (OperationalError, UnicodeError):
        if connection.vendor != "sqlite":
            raise
        with streams.any_bytes():
            report = _verify(progress, against, kinds)
    for check in _checks:
        for problem in check(report):
            report.add(problem)
    return report


def _verify(progress: Progress | None, against: str | None, kinds: Mapping[str, type[Recorded]] | None) -> Report:
    report = Report()
    with streams.snapshot():
        for name in missing_guards():
            report.add(Problem("guard", name, _("数据库缺少这个触发器，或它已被改动，记录可以被改写")))
        known = recorded_models() if kinds is None else kinds
        for name in strangers({model._meta.db_table for model in known.values()} | OWN_TABLES):
            report.add(Problem("stranger", name, _("数据库里多出的触发器、规则或视图，不是本系统建立的，它可以改动台账而不留记录")))
        proof = _Proof(report, known)
        proof.claims.read()
        proof.run(progress)
        if against is not None:
            proof.claims.meet_receipt(against)
    return report


def linked(batches: Iterable[Sequence[streams.Row]], add: Callable[[Problem], None]) -> Iterator[Sequence[streams.Row]]:
    """The hash pass: every digest recomputed, every entry linked to the one before. Passes the batches on."""
    new: Callable[[bytes], Digest] = hashlib.sha256
    chain, expected, before, known = None, 1, "", "sha256"
    for batch in batches:
        for row in batch:
            payload, digest, name, sequence, previous, algorithm = link_of(row)
            if name != chain:
                chain, expected, before = name, 1, ""
            if algorithm != known:
                known, new = algorithm, _digester(row, add)
            try:
                same = new(payload.encode()).hexdigest() == digest
            except (AttributeError, UnicodeError):
                same = False
            if not same:
                add(Problem("digest", place(row), _("内容与摘要不符：这一条被改动过")))
            if sequence != expected:
                add(_gap(row, expected))
                expected = sequence if type(sequence) is int else expected
            elif previous != before:
                add(Problem("link", place(row), _("所记的前一条摘要与第 %(n)d 条不符") % {"n": expected - 1}))
            expected, before = expected + 1, digest
        yield batch


def _digester(row: streams.Row, add: Callable[[Problem], None]) -> Callable[[bytes], Digest]:
    try:
        return digester(row[5])
    except CanonError:
        add(Problem("algorithm", place(row), _("摘要算法 %(name)s 不认识") % {"name": row[5]}))
        return hashlib.sha256


def place(row: streams.Row) -> str:
    """How an entry is named to people."""
    return _("链 %(chain)s 第 %(n)s 条") % {"chain": row[2], "n": row[3]}


def _gap(row: streams.Row, expected: int) -> Problem:
    where = _("链 %(chain)s 第 %(n)s 条") % {"chain": row[2], "n": expected}
    if type(row[3]) is int and row[3] - 1 > expected:
        return Problem("gap", where, _("从这一条到第 %(n)d 条都不见了") % {"n": row[3] - 1})
    return Problem("gap", where, _("这一条不见了"))


class _Proof:
    """One run: what is held is bounded by one chain's last values, one batch, and one small record for each chain."""

    def __init__(self, report: Report, kinds: Mapping[str, type[Recorded]]) -> None:
        self.report = report
        self.claims = Claims(report)
        self.standing = Standing(kinds, report)
        self.heads: dict[Any, tuple[int, str]] = {chain: (n, digest) for chain, n, digest in LedgerHead.objects.values_list()}
        self.total = sum(sequence for sequence, _digest in self.heads.values() if type(sequence) is int)
        self.chain: Any = None
        self.seen: set[Any] = set()
        self.row: streams.Row = ()
        self.last: Last = {}
        self.waiting: list[tuple[str, Last]] = []
        self.due: list[tuple[int, str, int]] = []
        self.gone: dict[tuple[Any, int], set[tuple[int, str]]] = defaultdict(set)  # (chain, erasing entry): what it must answer for

    def run(self, progress: Progress | None) -> None:
        for batch in linked(streams.entries(), self.report.add):
            self._batch(batch)
            if progress:
                progress(self.report.counts["entries"], self.total)
        self._end_chain()
        self._flush()
        for chain in sorted(self.heads, key=str):
            if self.heads[chain][0]:
                self._problem("head", _("链 %(chain)s") % {"chain": chain}, _("链的末端有登记，各条却都不见了"))
        for chain in self.claims.chains():
            if chain not in self.seen:
                self.due = self.claims.of(chain)
                self._cut(chain, 0)
        self.standing.finish()
        self.claims.finish()
        if LedgerWords.objects.count() != self.report.counts["words"]:
            self._problem("words", "ledger_words", _("文字表里有不属于任何一条的文字"))

    def _batch(self, batch: Sequence[streams.Row]) -> None:
        read = {row[6]: held for row in batch if (held := self._held(row)) is not None}
        self._open(read, batch)
        for row in batch:
            if row[2] != self.chain:
                self._end_chain()
                self.chain, self.due = row[2], self.claims.of(row[2])
            self.row = row
            if self.due:
                self._meet(row)
            if row[6] in read:
                self._take(row, *read[row[6]])
        self.report.counts["entries"] += len(batch)

    def _held(self, row: streams.Row) -> Held | None:
        """What the payload alone holds, changes and data, when all around it is what the columns say; None when it cannot be read."""
        payload, _digest, chain, sequence, previous, algorithm, _id, verb, at, on, actor, subject, gesture, source = row
        # The canonical payload written from the columns, before and after what it alone holds: one comparison for eleven columns.
        # Nothing in them needs escaping (entry.py); what would does not compare equal, and is looked at singly.
        begin = f'{{"actor":"{actor}","algorithm":"{algorithm}","at":"{at}","chain":"{chain}","changes":'
        end = (
            f',"gesture":"{gesture}","on":"{on}","previous":"{previous}","sequence":{sequence},"source":"{source}"'
            f',"subject":"{subject}","verb":"{verb}","version":1}}'
        )
        try:
            if payload.startswith(begin) and payload.endswith(end):
                changes, reached = scan(payload, len(begin))
                data, stop = scan(payload, reached + len(DATA))
                if payload.startswith(DATA, reached) and stop == len(payload) - len(end) and type(changes) is type(data) is dict:
                    return changes, data
        except (ValueError, TypeError, AttributeError, RecursionError):
            pass
        stands = (chain, sequence, at, on, actor, verb, subject, gesture, source, previous, algorithm)
        return self._held_otherwise(row, stands)

    def _held_otherwise(self, row: streams.Row, stands: streams.Row) -> Held | None:
        """Names what in the payload differs from the columns, or that it is no payload at all."""
        where = place(row)
        try:
            payload = json.loads(row[0])
            said = facts_of(payload)
            changes, data = payload["changes"], payload["data"]
        except (ValueError, KeyError, TypeError, RecursionError):
            self._problem("payload", where, _("内容读不出来"))
            return None
        if said == stands or type(changes) is not dict or type(data) is not dict:
            self._problem("payload", where, _("内容不是规范的写法"))
            return None
        for name, mine, other in zip(FACTS, said, stands, strict=True):
            if mine != other:
                words = {"name": name, "said": mine, "stands": other}
                self._problem("column", where, _("%(name)s 列是 %(stands)s，内容里却是 %(said)s") % words)
        return changes, data

    def _open(self, read: Mapping[int, Held], batch: Sequence[streams.Row]) -> None:
        """Puts the words of a batch in the place of their digests, each checked."""
        rows = {row[6]: row for row in batch}
        opened: Counter[int] = Counter()
        kept = streams.words_of(list(rows))
        self.report.counts["words"] += len(kept)
        for entry, name, salt, words, eraser in kept:
            if entry not in read:
                continue
            opened[entry] += 1
            wrong = open_words(*read[entry], rows[entry][5], name, salt, words if eraser is None else None)
            if wrong:
                self._problem("words", place(rows[entry]), wrong)
            elif eraser is not None:
                if salt or words:
                    where = place(rows[entry])
                    self._problem("words", where, _("字段 %(field)s 的文字已依规清除，文字表里却还有") % {"field": name})
                self.report.counts["erased"] += 1
                self.gone[rows[entry][2], eraser].add((rows[entry][3], name))
        for entry, held in read.items():
            if rows[entry][0].count(MARK) != opened[entry]:
                for name in still_sealed(*held):
                    self._problem("words-missing", place(rows[entry]), _("字段 %(field)s 的文字不见了") % {"field": name})

    def _take(self, row: streams.Row, changes: dict[str, Any], data: dict[str, Any]) -> None:
        last = self.last
        for subject, columns in changes.items():
            if type(columns) is not dict:
                self._problem("payload", place(row), _("内容读不出来"))
            elif subject in last:
                last[subject].update(columns)
            else:
                last[subject] = columns
        if row[7] == SIGN:
            self.claims.met(data)
        if row[7] == ERASE or (row[2], row[6]) in self.gone:
            answered = erased_by(data) if row[7] == ERASE else set()
            for sequence, name in sorted(answered ^ self.gone.pop((row[2], row[6]), set()), key=str):
                where = _("链 %(chain)s 第 %(n)s 条") % {"chain": row[2], "n": sequence}
                self._problem("erasure", where, _("字段 %(field)s 的清除与第 %(by)s 条所记不符") % {"field": name, "by": row[3]})

    def _meet(self, row: streams.Row) -> None:
        while self.due and type(row[3]) is int and self.due[0][0] <= row[3]:
            sequence, digest, number = self.due.pop(0)
            if sequence == row[3] and digest != row[1]:
                self._problem("checkpoint-differs", place(row), _("与第 %(n)d 号检查点所签的摘要不符") % {"n": number})

    def _end_chain(self) -> None:
        if self.chain is None:
            return
        self.report.counts["chains"] += 1
        self.seen.add(self.chain)
        self._cut(self.chain, self.row[3] if type(self.row[3]) is int else 0)
        head = self.heads.pop(self.chain, None)
        if head != (self.row[3], self.row[1]):
            ends = {"n": head[0] if head else 0, "last": self.row[3]}
            self._problem(
                "head",
                _("链 %(chain)s") % {"chain": self.chain},
                _("登记的末端是第 %(n)s 条，实际到第 %(last)s 条为止，或末端摘要不符") % ends,
            )
        for key in [key for key in self.gone if key[0] == self.chain]:
            for sequence, name in sorted(self.gone.pop(key), key=str):
                where = _("链 %(chain)s 第 %(n)s 条") % {"chain": self.chain, "n": sequence}
                self._problem("erasure", where, _("字段 %(field)s 的文字没了，却没有一条记录为此负责") % {"field": name})
        self.waiting.append((self.chain, self.last))
        self.last = {}
        if sum(len(last) for _chain, last in self.waiting) >= TOGETHER:
            self._flush()

    def _cut(self, chain: str, end: int) -> None:
        """Names what checkpoints have seen beyond the `end` of a chain."""
        if self.due and self.due[-1][0] > end:
            sequence, _digest, number = self.due[-1]
            words = {"n": number, "last": sequence}
            self._problem("cut", _("链 %(chain)s") % {"chain": chain}, _("第 %(n)d 号检查点见过第 %(last)d 条，链的末尾被截去") % words)
        self.due = []

    def _flush(self) -> None:
        for chain, last in self.waiting:
            self.standing.compare(chain, last)
        self.waiting = []

    def _problem(self, code: str, where: str, message: str) -> None:
        self.report.add(Problem(code, where, message))
