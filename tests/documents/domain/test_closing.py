"""The contact is read from where a notice closes; a number further up stands in the text, and is somebody's own."""

import pytest

from zhenggai.documents.domain.notice import Contact, Notice
from zhenggai.documents.domain.reading import read_notice

INVITATION = "欢迎广大干部群众对巡察整改落实情况进行监督。联系电话：0000-8888000；邮政信箱：云岭市清风路12号。"
SPOKEN = Contact(("0000-8888000",), (), "云岭市清风路12号", None)
NUMBER = "13800138000"


def noticed(
    *, aspect: str = "学习", title: str = "台账不全", line: str = "二是开展培训。", plan: bool = True, end: str = INVITATION
) -> Notice:
    below = ["二、下一步工作", "继续抓好整改。"] if plan else []
    return read_notice(
        [
            "中共云岭市图书馆党组关于巡察整改进展情况的通报",
            "2023年3月1日至4月30日，市委第二巡察组对市图书馆党组进行了巡察。6月1日，市委巡察组反馈了意见。",
            "一、整改情况",
            f"（一）关于{aspect}方面存在的问题",
            f"1.关于{title}的问题",
            "整改情况：已完成。一是建立台账。",
            line,
            *below,
            *end.splitlines(),
            "中共云岭市图书馆党组",
            "2023年12月1日",
        ]
    )


def private(notice: Notice) -> list[int | None]:
    return [warning.line for warning in notice.warnings if warning.code == "private-data"]


@pytest.mark.parametrize("plan", [True, False])
@pytest.mark.parametrize("end", [INVITATION, ""])
@pytest.mark.parametrize("line", [f"手机{NUMBER}", f"联系王某，手机：{NUMBER}。"])
def test_a_number_in_the_text_of_a_finding_stays_there_and_is_pointed_out(line: str, end: str, plan: bool) -> None:
    notice = noticed(line=line, end=end, plan=plan)
    read = (notice.contact, line in notice.findings[0].text, private(notice))
    assert read == (SPOKEN if end else Contact(), True, [7])


@pytest.mark.parametrize("words", ["邮政信箱00", f"联系电话：{NUMBER}", "邮箱a@example.com"])
def test_words_of_contact_in_a_heading_are_no_contact(words: str) -> None:
    notices = [noticed(aspect=words, end=""), noticed(title=words, end=""), noticed(aspect=words), noticed(title=words)]
    assert [notice.contact for notice in notices] == [Contact(), Contact(), SPOKEN, SPOKEN]


def test_a_number_in_a_heading_is_pointed_out() -> None:
    words = f"联系电话：{NUMBER}"
    assert (private(noticed(aspect=words)), private(noticed(title=words))) == ([4], [5])


@pytest.mark.parametrize("plan", [True, False])
@pytest.mark.parametrize(
    "end",
    [
        f"联系电话：{NUMBER}",
        f"公示电话：{NUMBER}",
        f"联系人：王老师，电话：{NUMBER}",
        f"三、监督电话：{NUMBER}",
        f"欢迎监督，反映意见请拨打手机{NUMBER}",
    ],
)
def test_a_mobile_number_above_the_signature_is_the_units_own(end: str, plan: bool) -> None:
    notice = noticed(end=end, plan=plan)
    assert (notice.contact.phones, private(notice), notice.findings[0].text.splitlines()[-1]) == ((NUMBER,), [], "二是开展培训。")


@pytest.mark.parametrize("plan", [True, False])
@pytest.mark.parametrize(
    "lines",
    [
        ["（联系人：王老师，联系电话：0000-8888000）"],
        ["监督方式：", "电话：0000-8888000"],
        ["联系人：王某", "联系电话：0000-8888000"],
    ],
)
def test_what_leads_to_the_contact_is_no_text_of_a_finding(lines: list[str], plan: bool) -> None:
    notice = noticed(end="\n".join(lines), plan=plan)
    assert (notice.contact.phones, notice.findings[0].text.splitlines()[-1]) == (("0000-8888000",), "二是开展培训。")
