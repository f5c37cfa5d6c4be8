"""What sentences claim: the true counts among those of meetings, rules, people, money and what the unit found itself."""

import pytest

from zhenggai.documents.domain.claims import read_claims
from zhenggai.documents.domain.folding import fold

# aspects, findings, measures, completed, in progress, not started
SENTENCES = [
    ("巡察反馈的6个方面17个问题，10个已整改到位，7个取得初步成效。", (6, 17, None, 10, 7, None)),
    ("区委巡察组反馈的3个方面、9个具体问题已全部整改完成。", (3, 9, None, 9, None, None)),
    ("针对巡察反馈的5个方面18个问题，制定整改措施76条，截至目前已完成整改17个，1个正在有序推进。", (5, 18, 76, 17, 1, None)),
    ("共制定整改措施125条，目前已完成118条。", (None, None, 125, None, None, None)),
    ("反馈的32个问题中，已完成整改30个，基本完成1个，未完成1个。", (None, 32, None, 30, None, None)),
    ("截至12月底，整改完成率达96%，27项整改任务完成26项。", (None, None, None, None, None, None)),
    ("梳理形成4大类16项具体问题，逐项制定54条整改举措。", (None, 16, 54, None, None, None)),
    ("市委巡察反馈的四个方面、二十一个问题，已全部整改到位。", (4, 21, None, 21, None, None)),
    ("召开党组会12次，制定制度8项，约谈6人，收回资金32万元。", (None, None, None, None, None, None)),
    ("巡察组反馈党组领导班子问题4个方面14条，反馈意见建议4条。", (4, 14, None, None, None, None)),
    ("目前，14个问题已整改完成13个，剩余1个问题正在持续推进。", (None, 14, None, 13, 1, None)),
    ("将巡察反馈的问题细化为21个具体问题，其中立行立改问题5个，已完成整改18个，长期坚持3个。", (None, 21, None, 18, None, None)),
    ("没有尚未启动整改的问题。", (None, None, None, None, None, 0)),
    ("我们从三个方面入手抓整改。", (None, None, None, None, None, None)),
    ("反馈意见指出的3个方面的11个问题，完成整改9个，取得阶段性成效2个，未启动0个。", (3, 11, None, 9, 2, 0)),
    ("巡察反馈面上问题19个，已完成18个，整改完成率94.7%。", (None, 19, None, 18, None, None)),
    ("巡察反馈的13个问题均已完成整改，移交的2件信访件均已办结。", (None, 13, None, 13, None, None)),
    (
        "截至目前，市委第三巡察组反馈的23个问题，已整改完成22个，完成率95.7%；另1个问题整改取得阶段性成果，正在持续推进。",
        (None, 23, None, 22, 1, None),
    ),
    ("梳理出6个方面24个问题42项整改任务，明确了责任领导。", (6, 24, None, None, None, None)),
    ("反馈问题共计28个，已整改26个，正在整改2个。", (None, 28, None, 26, 2, None)),
    ("其中：已整改到位8个，基本整改到位2个，正在整改1个。", (None, None, None, 8, 1, None)),
    ("制定《整改方案》，细化整改措施83项，明确完成时限。", (None, None, 83, None, None, None)),
    ("一方面加强学习，另一方面抓好整改。", (None, None, None, None, None, None)),
    ("巡察反馈意见指出存在5个方面12类36个问题。", (5, 36, None, None, None, None)),
    ("反馈问题17项，整改完成15项，完成率88.2%，其余2项按计划推进。", (None, 17, None, 15, 2, None)),
    ("巡视反馈的3方面9类29项具体问题，已完成25项，基本完成4项。", (3, 29, None, 25, None, None)),
    ("认领反馈问题3个方面8个，制定整改措施29条。", (3, 8, 29, None, None, None)),
    ("经过集中整改，7个问题全部整改完毕。", (None, 7, None, 7, None, None)),
    ("对照反馈的4个方面10项问题，研究提出35条整改措施，已完成33条，正在推进2条。", (4, 10, 35, None, None, None)),
    ("民主生活会上查摆问题23个，提出批评意见17条，制定整改措施23条。", (None, None, None, None, None, None)),
    ("巡察发现的2个方面7个问题，建立问题清单、任务清单、责任清单。", (2, 7, None, None, None, None)),
    ("截至目前，反馈问题已整改完成19个、阶段性完成2个。", (None, None, None, 19, 2, None)),
    ("巡察组反馈问题共12类39个，已完成整改30个。", (None, 39, None, 30, None, None)),
    ("巡察反馈问题4大类、17个，均已整改完成。", (None, 17, None, 17, None, None)),
    ("巡察反馈的问题共3个方面、11类、28个。", (3, 28, None, None, None, None)),
    ("18个问题中已整改销号16个，2个需长期坚持。", (None, 18, None, 16, None, None)),
]


@pytest.mark.parametrize(("sentence", "claimed"), SENTENCES, ids=lambda value: value if isinstance(value, str) else "")
def test_read_claims_takes_the_true_counts(sentence: str, claimed: tuple[int | None, ...]) -> None:
    claims = read_claims([fold(sentence)], nothing_left=False).claims
    assert (claims.aspects, claims.findings, claims.measures, claims.completed, claims.in_progress, claims.not_started) == claimed


def test_read_claims_keeps_other_counts_by_name() -> None:
    claims = read_claims(
        ["截至目前,18个问题中已整改完成15个,基本完成2个,需长期坚持1个,整改完成率83.3%;整改任务40项。"], nothing_left=False
    ).claims
    assert claims.other == {"基本完成": 2, "长期坚持": 1, "整改完成率": "83.3%", "任务": 40}


@pytest.mark.parametrize(
    ("text", "under_way"),
    [
        ("巡察反馈的9个问题,5个已整改到位,2个取得初步成效,2个正在整改。", 4),
        ("巡察反馈的9个问题,5个已整改到位,4个取得初步成效。对4个正在整改的问题,按月调度。", 4),
    ],
)
def test_read_claims_adds_what_is_under_way_within_a_sentence(text: str, under_way: int) -> None:
    assert read_claims([text], nothing_left=False).claims.in_progress == under_way
