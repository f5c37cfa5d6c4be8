"""The texts of the demo keep their promises: counts, distinct and concrete measures, figures and dates that agree."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, product

import pytest

from zhenggai.demo.content import Case, Content, Evidence, Finding, Measure, load

# rules.md §1.6 C-LST-3: words that promise nothing one could check.
EMPTY = ("进一步加强", "提高认识", "提高站位", "高度重视", "切实", "不断完善", "大力推进", "扎实推进", "狠抓", "常抓不懈", "全面加强")
TODAY = date(2026, 3, 2)
COUNTS = {"方面数", "问题数", "措施数", "已到位数", "初步成效数", "未启动数"}
TOUCHING = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def all_findings(content: Content) -> list[Finding]:
    return [*content.science.findings, *content.archive.findings, *(f for aspect in content.spare for f in aspect.findings)]


def all_measures(content: Content) -> list[Measure]:
    return [measure for finding in all_findings(content) for measure in finding.measures]


def papers(measure: Measure) -> tuple[Evidence, ...]:
    return measure.evidence if measure.finish_evidence is None else (*measure.evidence, measure.finish_evidence)


def open_at_notice(content: Content) -> list[Measure]:
    """What the notice of 2019 and the spare findings leave open."""
    told = (*content.science.measures, *(m for aspect in content.spare for f in aspect.findings for m in f.measures))
    return [measure for measure in told if measure.course != "verified" or measure.progress < 100]


def departments(content: Content, unit: str | None) -> set[str]:
    own = content.people.unit(unit).departments if unit else ()
    return {department.name for department in (*content.people.departments, *own)}


def grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def yuan(fen: int) -> tuple[str, ...]:
    """How an amount may be written: 3240元, or 1.12万元."""
    return f"{fen // 100}元", f"{fen / 1_000_000:.2f}".rstrip("0").rstrip(".") + "万元"


def later_than(case: Case) -> int:
    """The last day of the concentrated period in the case's own days: the feedback date and its months."""
    assert case.inspection.anchor is not None
    return (date(2019, 10, 20) - case.inspection.anchor).days


def test_science_has_the_size_of_a_real_case(content: Content) -> None:
    science = content.science
    assert (len(science.aspects), len(science.findings), len(science.measures)) == (6, 17, 125)


def test_science_is_ten_done_and_seven_preliminary_spread_over_the_aspects(content: Content) -> None:
    spread = [Counter(finding.course for finding in aspect.findings) for aspect in content.science.aspects]
    assert [(c["closed"], c["preliminary"]) for c in spread] == [(3, 1), (2, 1), (0, 3), (3, 0), (2, 1), (0, 1)]


def test_science_closed_findings_have_all_measures_verified(content: Content) -> None:
    courses = {measure.course for finding in content.science.findings if finding.course == "closed" for measure in finding.measures}
    assert courses == {"verified"}


def test_preliminary_findings_have_a_verified_measure_an_open_one_and_a_reason(content: Content) -> None:
    for finding in all_findings(content):
        if finding.course == "preliminary":
            courses = {measure.course for measure in finding.measures}
            assert "verified" in courses
            assert courses - {"verified"}
            assert finding.judgement


def test_archive_is_in_mid_course_with_something_at_every_step(content: Content) -> None:
    archive = content.archive
    assert (len(archive.aspects), len(archive.findings), len(archive.measures)) == (4, 11, 55)
    assert Counter(finding.course for finding in archive.findings) == Counter(working=5, closed=2, submitted=2, preliminary=1, reopened=1)
    courses = Counter(measure.course for measure in archive.measures)
    assert (courses["late"], courses["returned"], courses["submitted"]) == (3, 3, 6)
    assert courses["not_started"] >= 3


def test_archive_days_fit_the_course_of_each_measure(content: Content) -> None:
    for measure in content.archive.measures:
        due_passed = measure.due < 0
        assert due_passed == (measure.course == "late") or measure.course in {"verified", "returned", "submitted"}, measure.task
        for paper in measure.evidence:
            assert (paper.day is None) == (measure.course == "not_started"), paper.title
            assert paper.day is None or -62 < paper.day < 0, paper.title


def test_returned_measures_carry_the_words_of_the_return(content: Content) -> None:
    assert all(bool(measure.comment) == (measure.course == "returned") for measure in all_measures(content))


def test_a_reopened_finding_says_why_and_which_measure_is_to_be_done_again(content: Content) -> None:
    for finding in all_findings(content):
        again = [measure for measure in finding.measures if measure.reopened]
        assert bool(finding.reopened) == (finding.course == "reopened") == bool(again)


def test_spare_holds_ten_findings_of_six_to_nine_measures_that_fit_any_unit(content: Content) -> None:
    findings = [finding for aspect in content.spare for finding in aspect.findings]
    assert len(findings) == 10
    assert all(6 <= len(finding.measures) <= 9 and finding.scope == "any" for finding in findings)


def test_the_pool_for_other_seeds_reaches_the_size_of_a_case(content: Content) -> None:
    pool = {aspect.key: findings for aspect, findings in content.pool()}
    assert len(pool) == 6
    assert all(pool.values())
    assert sum(len(findings) for findings in pool.values()) == 23


def test_progress_agrees_with_the_course(content: Content) -> None:
    for measure in all_measures(content):
        finished = measure.course in {"verified", "submitted", "returned"}
        assert finished == (measure.progress == 100), measure.task
        assert (measure.progress == 0) == (measure.course == "not_started") == (not measure.result), measure.task


def test_no_title_task_result_or_paper_is_used_twice(content: Content) -> None:
    findings, measures = all_findings(content), all_measures(content)
    for words in (
        [finding.title for finding in findings],
        [finding.original for finding in findings],
        [measure.task for measure in measures],
        [measure.result for measure in measures if measure.result],
        [measure.finish for measure in measures if measure.finish],
        [paper.title for measure in measures for paper in papers(measure)],
    ):
        assert [word for word, times in Counter(words).items() if times > 1] == []


def test_no_two_measures_read_alike(content: Content) -> None:
    texts = [(measure.task, grams(measure.task)) for measure in all_measures(content)]
    alike = [(a, b) for (a, x), (b, y) in combinations(texts, 2) if len(x & y) > 0.35 * len(x | y)]
    assert alike == []


def test_tasks_are_concrete(content: Content) -> None:
    for measure in all_measures(content):
        assert 20 <= len(measure.task) <= 80, measure.task
        assert not [phrase for phrase in EMPTY if phrase in measure.task + measure.result + measure.finish], measure.task
        assert re.search(r"[0-9一二两三四五六七八九十每逐]", measure.task), measure.task


def test_every_measure_belongs_to_a_department_of_its_unit(content: Content) -> None:
    for case in (content.science, content.archive):
        known = departments(content, case.unit)
        assert {measure.department for measure in case.measures} <= known
    common = departments(content, None)
    assert {m.department for _, findings in content.pool() for finding in findings for m in finding.measures} <= common


def test_findings_for_any_unit_name_no_unit_no_year_and_no_month(content: Content) -> None:
    for _, findings in content.pool():
        for finding in findings:
            words = " ".join([finding.title, finding.original, finding.later, *(m.task + m.result + m.finish for m in finding.measures)])
            assert not re.search(r"科协|科技馆|档案馆|市委|(19|20)\d\d年|\d月", words), finding.title


def test_money_is_the_amount_the_result_states_and_has_a_paper(content: Content) -> None:
    counted = [measure for measure in all_measures(content) if measure.money]
    assert len(counted) >= 6
    for measure in counted:
        assert measure.money
        assert any(amount in measure.result for amount in yuan(measure.money.fen)), measure.result
        assert {paper.kind for paper in measure.evidence} & {"voucher", "statement"}, measure.task


def test_deadlines_past_the_concentrated_period_have_a_reason(content: Content) -> None:
    for finding in content.science.findings:
        past = [measure for measure in finding.measures if measure.due > later_than(content.science)]
        assert bool(past) == bool(finding.later), finding.title


def test_anchored_papers_lie_between_feedback_and_deadline(content: Content) -> None:
    anchored = (*content.science.measures, *(m for aspect in content.spare for f in aspect.findings for m in f.measures))
    for measure in anchored:
        for paper in measure.evidence:
            assert paper.day is not None
            assert 0 < paper.day <= min(measure.due, 59), paper.title


def test_what_the_notice_left_open_and_only_that_is_finished_with_a_paper(content: Content) -> None:
    finished = [measure for measure in all_measures(content) if measure.finish]
    assert finished == open_at_notice(content)
    for measure in all_measures(content):
        assert bool(measure.finish) == (measure.finish_day is not None) == (measure.finish_evidence is not None), measure.task


def test_finishing_days_are_working_days_after_the_notice_and_within_the_deadline(content: Content) -> None:
    anchor = content.science.inspection.anchor
    assert anchor
    for measure in open_at_notice(content):
        assert measure.finish_day
        assert measure.finish_evidence
        assert measure.finish_evidence.day
        assert 61 < measure.finish_evidence.day <= measure.finish_day <= (measure.due if measure.due > 61 else 240), measure.task
        assert (anchor + timedelta(days=measure.finish_day)).weekday() < 5, measure.task


def test_finishes_are_one_concrete_sentence_each(content: Content) -> None:
    for measure in open_at_notice(content):
        assert 20 <= len(measure.finish) <= 60, measure.finish
        assert measure.finish.count("。") == 1, measure.finish
        assert re.search(r"\d", measure.finish), measure.finish


def test_no_finish_reads_like_another_or_like_a_result(content: Content) -> None:
    finishes = [measure.finish for measure in open_at_notice(content)]
    results = [measure.result for measure in all_measures(content) if measure.result]
    pairs = [*combinations(finishes, 2), *product(finishes, results)]
    assert [(a, b) for a, b in pairs if len(grams(a) & grams(b)) > 0.35 * len(grams(a) | grams(b))] == []


def test_dates_run_in_order_in_both_cases(content: Content) -> None:
    for case in (content.science, content.archive):
        dates = case.inspection.dates
        days = [dates.inspected_from, dates.inspected_to, dates.feedback, dates.meeting, dates.plan]
        resolved = [case.on(day, TODAY) for day in days]
        assert resolved == sorted(resolved)


def notice_texts(content: Content) -> Iterator[str]:
    notice = content.science.notice
    assert notice
    yield from (*notice.organisation.paragraphs, notice.next.intro)
    yield from (section.text for section in notice.next.sections)


def test_the_notice_types_no_figure_and_uses_every_count(content: Content) -> None:
    texts = list(notice_texts(content))
    used = {name for text in texts for name in re.findall(r"\{(\w+)\}", text)}
    assert used == COUNTS | {"unit", "body", "inspector", "meeting_on", "plan_on", "as_of"}
    assert not [text for text in texts if re.search(r"\d", TOUCHING.sub("", text))]


def test_the_next_steps_read_as_numbered_lines(content: Content) -> None:
    assert content.science.notice
    for section in content.science.notice.next.sections:
        assert not re.search(r"[。，、；：（）]", section.heading), section.heading
        assert section.text.endswith("。"), section.text


def test_punctuation_is_full_width_and_sentences_end(content: Content) -> None:
    for text in [
        *(f.original for f in all_findings(content)),
        *(w for m in all_measures(content) for w in (m.task, m.result, m.finish) if w),
    ]:
        assert text.endswith("。"), text
        assert not re.search(r"[,;:!?()\"'｡]", text), text


def test_pools_of_people_and_places_are_large_and_distinct(content: Content) -> None:
    people = content.people
    assert len(people.names) == len(set(people.names)) >= 40
    assert [name for name in people.names if any(ord(char) > 0xFFFF for char in name)]
    assert len(people.places) >= 8
    assert len(people.kinds) >= 8


def test_there_are_names_enough_for_both_units_and_the_office(content: Content) -> None:
    people = content.people
    seats = sum(
        len(people.leaders) + sum(1 + department.members for department in (*people.departments, *unit.departments))
        for unit in people.units
    )
    assert seats + len(people.oversight.posts) + 2 * len(people.oversight.team_posts) <= len(people.names)


def test_comments_are_many_and_distinct(content: Content) -> None:
    said = content.people.comments
    assert [len(said.verify) >= 20, len(said.give_back) >= 10, len(said.preliminary) >= 8, len(said.approve) >= 6] == [True] * 4
    words = [
        *said.verify,
        *said.give_back,
        *(d.reason for d in said.preliminary),
        *said.approve,
        *said.reopen,
    ]
    assert len(words) == len(set(words))
