"""A table of problems is read as running text would be, however its cells were flattened."""

from zhenggai.documents.domain.lines import read_lines
from zhenggai.documents.domain.reading import read_notice
from zhenggai.documents.domain.tables import unfold

HEADS = ("序号", "反馈问题", "整改措施", "责任单位", "整改进展")
ROWS = (
    ("1", "实训耗材采购询价不充分", "三方比价，节约13万元", "资产处", "已完成"),
    ("2", "辅导员配备不达标", "招聘11名", "学工部", "正在整改"),
)


def told(text: str) -> list[str]:
    return [line.shown for line in unfold(read_lines(text))]


def test_row_becomes_the_lines_of_a_finding() -> None:
    lines = told("\n".join("  ".join(row) for row in (HEADS, *ROWS)) + "\n某学院党委")
    first = ["1.实训耗材采购询价不充分", "整改措施：三方比价，节约13万元", "责任单位：资产处", "整改进展：已完成"]
    assert lines[:4] == first
    assert lines[-1] == "某学院党委"


def test_cells_on_lines_of_their_own_read_the_same() -> None:
    wide = told("\n".join("\t".join(row) for row in (HEADS, *ROWS)))
    assert told("\n".join(cell for row in (HEADS, *ROWS) for cell in row)) == wide


def test_findings_of_a_table_have_status_and_measures() -> None:
    notice = read_notice("某学院党委巡察整改情况一览表\n" + "\n".join("|".join(row) for row in (HEADS, *ROWS)))
    assert [(finding.title, finding.status, len(finding.measures)) for finding in notice.findings] == [
        ("实训耗材采购询价不充分", "completed", 1),
        ("辅导员配备不达标", "in_progress", 1),
    ]


def test_lines_that_only_look_like_a_head_stay() -> None:
    text = "序号\n整改措施\n一是补学\n序号  问题\n1  学习不深"
    assert told(text) == text.split("\n")


def test_row_with_another_number_of_cells_ends_the_table() -> None:
    lines = told("  ".join(HEADS) + "\n" + "  ".join(ROWS[0]) + "\n2  残行")
    assert lines[-1] == "2  残行"
