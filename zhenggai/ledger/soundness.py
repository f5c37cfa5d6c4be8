"""Whether SQLite's own file is whole. The proof reads tables; a page, or an index, that is damaged may hide rows from everybody else."""

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from zhenggai.ledger.domain.problem import Problem

MOST = 20  # lines; beyond, the file is to be restored and not to be read


def damaged_file() -> Iterator[Problem]:
    """What SQLite finds wrong with its file, nothing on PostgreSQL. Raises DatabaseError for a file that cannot be read at all."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({MOST})")
        found = [str(row[0]) for row in cursor.fetchall()]
    where = _("数据库文件 %(path)s") % {"path": connection.settings_dict["NAME"]}
    for line in found:
        if line != "ok":
            yield Problem(code="database", where=where, message=_("文件已损坏：%(why)s") % {"why": " ".join(line.split())})
