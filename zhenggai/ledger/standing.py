"""Comparing the rows that stand in the database with what the record says last of every column."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Func
from django.utils.translation import gettext as _

from zhenggai.ledger.columns import Column, columns_of
from zhenggai.ledger.domain.problem import Problem, Report
from zhenggai.ledger.domain.sealing import ERASED
from zhenggai.ledger.models import Recorded
from zhenggai.ledger.stored import reading

PAGE: Final = 1 << 16
BATCH: Final = 500
Last = dict[str, dict[str, Any]]
_NOTHING: Final = object()


class Numbers:
    """A set of row numbers as bits, in pages: a million rows take 125 KB, one strange number a page."""

    def __init__(self) -> None:
        self.pages: dict[int, bytearray] = defaultdict(lambda: bytearray(PAGE // 8))

    def add(self, number: int) -> bool:
        """Adds `number`; whether it was new."""
        page, (place, bit) = self.pages[number // PAGE], divmod(number % PAGE, 8)
        new = not page[place] >> bit & 1
        page[place] |= 1 << bit
        return new

    def __contains__(self, number: int) -> bool:
        page, (place, bit) = self.pages.get(number // PAGE), divmod(number % PAGE, 8)
        return page is not None and bool(page[place] >> bit & 1)


class Standing:
    """Takes the last values of one chain after another and compares them with the rows."""

    def __init__(self, kinds: Mapping[str, type[Recorded]], report: Report) -> None:
        self.kinds, self.report = kinds, report
        self.on_record: dict[str, Numbers] = defaultdict(Numbers)
        self.found: Counter[str] = Counter()

    def compare(self, chain: str, last: Last) -> None:
        """Compares the rows of one chain, whose last values are {subject: {column: value}}."""
        for kind, rows in sorted(self._by_kind(chain, last).items()):
            model = self.kinds.get(kind)
            if model is None:
                self._problem("kind", f"{chain} {kind}", _("记录中的这一类在数据库里没有对应的表"))
                continue
            numbers = sorted(rows)
            for start in range(0, len(numbers), BATCH):
                self._compare_batch(kind, model, numbers[start : start + BATCH], rows)

    def finish(self) -> None:
        """Finds the rows that are on no record. Looks for them one by one only where the counts differ."""
        for kind, model in sorted(self.kinds.items()):
            rows = model._base_manager.order_by("pk").values_list("pk", flat=True)
            if rows.count() == self.found[kind]:
                continue
            for number in rows.iterator(chunk_size=5_000):
                if number not in self.on_record[kind]:
                    self._problem("row-unrecorded", f"{kind}:{number}", _("数据库里有这一行，记录里从未写入"))

    def _by_kind(self, chain: str, last: Last) -> dict[str, dict[int, dict[str, Any]]]:
        kinds: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
        for subject, columns in last.items():
            kind, _colon, number = subject.partition(":")
            if not number.isdecimal() or len(number) > 19:
                self._problem("subject", f"{chain} {subject}", _("记录中的对象编号不成立"))
            elif not self.on_record[kind].add(int(number)):
                self._problem("two-chains", subject, _("这一行写在不止一条链上，最后一条是 %(chain)s") % {"chain": chain})
            else:
                kinds[kind][int(number)] = columns
        return kinds

    def _compare_batch(self, kind: str, model: type[Recorded], numbers: list[int], recorded: Mapping[int, dict[str, Any]]) -> None:
        columns = columns_of(model)
        readings = list(map(reading, columns))
        names = ["pk", *(each.expression for each in readings)]
        missing = set(numbers)
        for number, *values in self._rows(kind, model, numbers, names):
            missing.discard(number)
            says = recorded[number]
            for column, each, value in zip(columns, readings, values, strict=True):
                stands = None if value is None else each.text_of(value)
                said = says.get(column.name, _NOTHING)
                if stands != said:
                    self._differs(f"{kind}:{number}", column, said, stands)
        self.found[kind] += len(numbers) - len(missing)
        self.report.counts["rows"] += len(numbers) - len(missing)
        for number in sorted(missing):
            self._problem("row-missing", f"{kind}:{number}", _("记录里有这一行，数据库里没有"))

    def _rows(self, kind: str, model: type[Recorded], numbers: list[int], names: Sequence[str | Func]) -> list[tuple[Any, ...]]:
        """The rows; where a value cannot even be read, halves the batch until it has the row to name."""
        try:
            return list(model._base_manager.filter(pk__in=numbers).order_by("pk").values_list(*names))
        except (ValueError, TypeError, ArithmeticError) as error:
            if len(numbers) == 1:
                self._problem("row-unreadable", f"{kind}:{numbers[0]}", _("数据库里的值读不出来：%(why)s") % {"why": error})
                return []
            half = len(numbers) // 2
            return self._rows(kind, model, numbers[:half], names) + self._rows(kind, model, numbers[half:], names)

    def _differs(self, subject: str, column: Column, said: Any, stands: Any) -> None:
        where = f"{subject}.{column.name}"
        if said is _NOTHING:
            # A column that came with a later migration holds its default until somebody writes it.
            if stands not in (None, "", column.encode(column.field.get_default())):
                self._problem("column-unrecorded", where, _("数据库里是 %(stands)s，记录里从未写入") % {"stands": _shown(column, stands)})
        elif said is ERASED:
            self._problem("row-erased", where, _("记录里的文字已依规清除，数据库里却还有"))
        else:
            words = {"said": _shown(column, said), "stands": _shown(column, stands)}
            self._problem("row-differs", where, _("记录为 %(said)s，数据库里却是 %(stands)s") % words)

    def _problem(self, code: str, where: str, message: str) -> None:
        self.report.add(Problem(code, where, message))


def _shown(column: Column, value: Any) -> str:
    """A value as a remark may show it: sealed words are not repeated where anyone may read them."""
    if value is None:
        return _("（空）")
    return _("（不同的文字）") if column.sealed and value else str(value)
