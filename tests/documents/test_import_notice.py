"""A notice into the ledger: all of it or nothing, only attested, whatever the file; and its own notice claims nothing that is not ours."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from tests.cast import SINCE, District, everything
from tests.documents.opened import open_text
from zhenggai.accounts.actions import add_person, add_unit, grant
from zhenggai.accounts.domain.roles import Role
from zhenggai.cli import main
from zhenggai.core.refusal import Refusal
from zhenggai.documents.actions import MOST_FINDINGS, Outcome, draft_notice, import_notice, open_draft
from zhenggai.documents.domain.paper import Paper, Paragraph, Style
from zhenggai.documents.domain.reading import read_notice
from zhenggai.documents.notices import notice_of
from zhenggai.documents.word import word_file
from zhenggai.ledger.models import LedgerEntry
from zhenggai.ledger.proof import verify
from zhenggai.rectification.domain.states import FindingState
from zhenggai.rectification.models import Aspect, Finding, Inspection, Measure

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "notices"
SHARED = ROOT.parent / "shared" / "notices"
TEXT = """云岭市图书馆党组关于巡察整改落实情况的通报
根据市委统一部署，2024年3月4日至4月30日，市委第三巡察组对云岭市图书馆党组进行了巡察。5月20日，巡察组反馈了巡察意见，指出2个方面3个问题。
一、整改落实情况
（一）已整改完成的问题
1.关于学习教育方面
（1）关于集体学习不经常问题的整改。
一是修订学习制度。二是集中学习4次。
（2）关于交流研讨不深入问题的整改。
召开研讨会2次。
（二）已取得初步成效的问题
1.关于阅览服务方面
（1）关于阅览座位不足问题的整改。
一是增设座位60个。二是延长开放时间。三是公布座位预约办法。
（三）尚未启动整改的问题
没有尚未启动整改的问题。
联系电话：0000-5550011；邮政信箱：云岭市清风路8号；电子信箱：library@example.com。
云岭市图书馆党组
2024年8月20日
"""
LINES = TEXT.splitlines()


def as_docx() -> bytes:
    return word_file(Paper(tuple(Paragraph(Style.BODY, line) for line in LINES)))


def as_page() -> bytes:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    return f'<html><head><meta charset="utf-8"></head><body><script>alert(1)</script>{body}</body></html>'.encode()


@dataclass(frozen=True)
class Desk:
    """A liaison with a folder of files to import from."""

    district: District
    folder: Path

    def file(self, content: bytes | str, name: str = "notice.txt") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def bring(self, content: bytes | str = TEXT, name: str = "notice.txt", *, dry_run: bool = False) -> Outcome:
        return import_notice(self.file(content, name), by=self.district.liaison, dry_run=dry_run)


@pytest.fixture
def desk(district: District, tmp_path: Path) -> Desk:
    return Desk(district, tmp_path)


def stored() -> tuple[int, int, int]:
    return Aspect.objects.count(), Finding.objects.count(), Measure.objects.count()


def test_builds_what_was_read(desk: Desk) -> None:
    outcome = desk.bring()
    assert stored() == (outcome.aspects, outcome.findings, outcome.measures) == (2, 3, 6)


def test_takes_dates_team_and_contact_from_the_notice(desk: Desk) -> None:
    desk.bring()
    case = Inspection.objects.get()
    assert (case.inspector, case.inspected_from, case.inspected_to, case.feedback_on, case.phones, case.email, case.address) == (
        "市委第三巡察组", date(2024, 3, 4), date(2024, 4, 30), date(2024, 5, 20), "0000-5550011", "library@example.com", "云岭市清风路8号",
    )  # fmt: skip


def test_takes_no_claimed_state_for_a_state(desk: Desk) -> None:
    desk.bring()
    assert set(Finding.objects.values_list("state", flat=True)) == {FindingState.NOT_STARTED}
    assert sorted(Finding.objects.values_list("attested", flat=True)) == ["completed", "completed", "preliminary"]


def test_keeps_the_words_of_the_notice_as_they_are(desk: Desk) -> None:
    desk.bring()
    assert Finding.objects.get(number=1).original == "关于集体学习不经常问题的整改。\n一是修订学习制度。二是集中学习4次。"


def test_leaves_a_clean_record_that_says_it_was_an_import(desk: Desk) -> None:
    desk.bring()
    assert (verify().problems, LedgerEntry.objects.get(verb="inspection.attest").source) == ([], "import")


def test_a_dry_run_writes_nothing_at_all(desk: Desk) -> None:
    before = everything()
    outcome = desk.bring(dry_run=True)
    assert (everything(), outcome.inspection, outcome.findings) == (before, None, 3)


def test_a_dry_run_is_refused_where_the_import_would_be(desk: Desk) -> None:
    desk.bring()
    with pytest.raises(Refusal, match="已经导入过"):
        desk.bring(dry_run=True)


def test_the_same_file_is_refused_the_second_time(desk: Desk) -> None:
    desk.bring()
    before = everything()
    with pytest.raises(Refusal, match="已经导入过"):
        desk.bring(name="again.txt")
    assert everything() == before


def test_a_person_without_a_role_is_refused_and_nothing_is_written(desk: Desk) -> None:
    before = everything()
    with pytest.raises(Refusal):
        import_notice(desk.file(TEXT), by=desk.district.visitor)
    assert everything() == before


def test_the_office_imports_into_the_unit_that_the_notice_names(desk: Desk) -> None:
    import_notice(desk.file(TEXT), by=desk.district.office)
    assert Inspection.objects.get().unit == desk.district.unit


def test_the_longer_name_of_two_units_is_meant(desk: Desk) -> None:
    branch = add_unit(name="云岭市图书馆东城分馆", parent=desk.district.unit, by=None)
    import_notice(desk.file(TEXT.replace("图书馆党组", "图书馆东城分馆党支部")), by=desk.district.office)
    assert Inspection.objects.get().unit == branch


def test_the_office_may_not_guess_a_unit(desk: Desk) -> None:
    with pytest.raises(Refusal, match="云岭市气象局党组"):
        import_notice(desk.file(TEXT.replace("云岭市图书馆", "云岭市气象局")), by=desk.district.office)


ENCODED: dict[str, tuple[Callable[[], bytes], str]] = {
    "gb18030": (lambda: TEXT.encode("gb18030"), "notice.txt"),
    "utf-16": (lambda: TEXT.encode("utf-16"), "notice.txt"),
    "utf-8 with a mark": (lambda: TEXT.encode("utf-8-sig"), "notice.txt"),
    "line ends of Windows": (lambda: TEXT.replace("\n", "\r\n").encode(), "notice.txt"),
    "full width": (lambda: TEXT.translate({n: n + 0xFEE0 for n in range(0x30, 0x3A)}).encode(), "notice.txt"),
    "Word": (as_docx, "notice.docx"),
    "page": (as_page, "notice.html"),
}


@pytest.mark.parametrize("kind", ENCODED)
def test_a_file_of_any_kind_builds_the_same(desk: Desk, kind: str) -> None:
    make, name = ENCODED[kind]
    outcome = desk.bring(make(), name)
    assert (stored(), outcome.remarks, verify().problems) == ((2, 3, 6), (), [])


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (60 << 20))
    return stream.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "notice.txt"),
    "blank": (lambda: b" \n\n", "notice.txt"),
    "binary": (lambda: bytes(range(256)) * 64, "notice.txt"),
    "with a NUL": (lambda: TEXT.replace("集体", "集\x00体").encode(), "notice.txt"),
    "a bomb": (bomb, "notice.docx"),
    "cut": (lambda: as_docx()[:2000], "notice.docx"),
    "no Word": (lambda: TEXT.encode(), "notice.docx"),
    "too large": (lambda: b"a" * (21 << 20), "notice.txt"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_written(desk: Desk, kind: str) -> None:
    make, name = HOSTILE[kind]
    before = everything()
    with pytest.raises(Refusal):
        desk.bring(make(), name)
    assert everything() == before


BAD_TEXT = {
    "no findings": "云岭市图书馆党组关于巡察整改情况的通报\n我们高度重视巡察整改工作，各项任务有序推进。\n",
    "ten thousand headings": LINES[0]
    + "\n二、整改落实情况\n"
    + "".join(f"（{n}）关于第{n}处问题的整改。\n已办。\n" for n in range(1, 10_001)),
}


@pytest.mark.parametrize("kind", BAD_TEXT)
def test_a_notice_nothing_can_be_built_from_is_refused_and_nothing_is_written(desk: Desk, kind: str) -> None:
    before = everything()
    with pytest.raises(Refusal):
        desk.bring(BAD_TEXT[kind])
    assert everything() == before


def test_as_many_findings_as_are_taken_at_once_are_taken(desk: Desk) -> None:
    items = "".join(f"（{n}）关于第{n}处问题的整改。\n已办。\n" for n in range(1, MOST_FINDINGS + 1))
    desk.bring(f"{LINES[0]}\n二、整改落实情况\n（一）已整改完成的问题\n1.关于阅览方面\n{items}")
    assert stored() == (1, MOST_FINDINGS, MOST_FINDINGS)


def test_contradictory_dates_are_left_out_and_told(desk: Desk) -> None:
    outcome = desk.bring(TEXT.replace("2024年3月4日至4月30日", "2024年4月30日至3月4日"))
    case = Inspection.objects.get()
    assert (case.inspected_from, case.inspected_to, any("前后颠倒" in remark for remark in outcome.remarks)) == (None, None, True)


def test_a_feedback_before_the_inspection_is_left_out_and_told(desk: Desk) -> None:
    outcome = desk.bring(TEXT.replace("。5月20日，", "。2024年1月20日，"))
    assert (Inspection.objects.get().feedback_on, any("早于巡察起止" in remark for remark in outcome.remarks)) == (None, True)


def test_a_name_of_five_hundred_characters_is_shortened_and_told(desk: Desk) -> None:
    outcome = desk.bring(TEXT.replace("云岭市图书馆党组", "云岭市" + "图书" * 250 + "馆党组"))
    assert (len(Inspection.objects.get().issuer), any("超过 200 字" in remark for remark in outcome.remarks)) == (200, True)


def test_an_aspect_of_a_thousand_characters_is_shortened_and_told(desk: Desk) -> None:
    outcome = desk.bring(TEXT.replace("学习教育方面", "学习教育" * 250 + "方面"))
    assert any("超过 500 字" in remark for remark in outcome.remarks)


def test_only_whole_telephone_numbers_are_kept(desk: Desk) -> None:
    numbers = "、".join(f"0000-55500{n:02}" for n in range(40))
    desk.bring(TEXT.replace("0000-5550011", numbers))
    kept = Inspection.objects.get().phones
    assert (len(kept) <= 200, all(len(phone) == 12 for phone in kept.split("、"))) == (True, True)


def test_control_characters_are_not_kept(desk: Desk) -> None:
    desk.bring(TEXT.replace("集体学习", "集体\x06学\x07习\u200b"))
    assert Finding.objects.get(number=1).title == "集体学习不经常"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_every_notice_of_ours_that_has_findings_is_built_as_read(desk: Desk, path: Path) -> None:
    notice = read_notice(open_text(path).lines)
    if not notice.findings:
        with pytest.raises(Refusal):
            import_notice(path, by=desk.district.liaison)
        return
    import_notice(path, by=desk.district.liaison)
    whole = all(finding.aspect for finding in notice.findings)
    assert stored() == (
        len(notice.aspects) + (not whole),
        len(notice.findings),
        sum(len(finding.measures) for finding in notice.findings),
    )


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled notices are not beside this checkout (../shared/notices)")
def test_every_labelled_notice_that_has_findings_is_built(desk: Desk) -> None:
    brought = 0
    for path in sorted(SHARED.glob("*.txt")):
        draft_of = read_notice(open_text(path).lines)
        if draft_of.findings:
            outcome = import_notice(path, by=desk.district.liaison)
            kept = Inspection.objects.order_by("-pk")[0]
            assert (kept.aspects.count(), kept.findings_count, kept.measures_count) == (outcome.aspects, outcome.findings, outcome.measures)
            assert (outcome.findings, kept.attested_count, kept.closed_count) == (len(draft_of.findings), outcome.findings, 0)
            brought += 1
    assert (brought > 10, verify().problems) == (True, [])


def test_the_notice_of_an_imported_case_claims_nothing_as_done(desk: Desk) -> None:
    desk.bring()
    claims = read_notice(notice_of(Inspection.objects.get()).text()).claims
    assert (claims.findings, claims.measures, claims.completed, claims.in_progress, claims.not_started) == (3, 6, 0, 0, 3)


def test_the_notice_of_an_imported_case_repeats_nothing_it_was_told(desk: Desk) -> None:
    desk.bring()
    text = notice_of(Inspection.objects.get()).text()
    assert not any(words in text for words in ("修订学习制度", "增设座位", "召开研讨会"))


def test_what_is_drafted_from_a_file_is_what_the_import_writes(desk: Desk) -> None:
    path = desk.file(TEXT)
    assert open_draft(path) == draft_notice(open_text(path))


def command(*words: str) -> tuple[int, str]:
    told = CliRunner().invoke(main, ["import", "notice", *words], catch_exceptions=False)
    return told.exit_code, told.output


def test_the_command_tells_what_it_built(desk: Desk) -> None:
    code, said = command(str(desk.file(TEXT)), "--by", f"person:{desk.district.liaison.pk}")
    assert (code, "2 个方面、3 个问题、6 条措施" in said, "未经本系统核验" in said) == (0, True, True)


def test_the_command_tells_it_as_json(desk: Desk) -> None:
    code, said = command(str(desk.file(TEXT)), "--by", f"person:{desk.district.liaison.pk}", "--dry-run", "--json")
    told = json.loads(said)
    assert (code, told["inspection"], told["findings"], Inspection.objects.count()) == (0, None, 3, 0)


@pytest.mark.parametrize(("content", "words"), [("", "文件是空的"), (BAD_TEXT["no findings"], "没有读出问题")])
def test_the_command_refuses_in_words(desk: Desk, content: str, words: str) -> None:
    code, said = command(str(desk.file(content)), "--by", f"person:{desk.district.liaison.pk}")
    assert (code, words in said, "Traceback" in said) == (1, True, False)


def test_in_a_demo_the_liaison_of_the_unit_acts_when_nobody_is_named(desk: Desk, settings: Settings) -> None:
    settings.ZHENGGAI_DEMO = True
    for number, unit in enumerate((desk.district.other_unit, desk.district.unit)):
        person = add_person(name=f"演示{number}", unit=unit, username=f"demo{number}", by=None)
        grant(person=person, unit=unit, role=Role.LIAISON, from_on=SINCE, by=None)
    code, _said = command(str(desk.file(TEXT)))
    assert (code, LedgerEntry.objects.get(verb="inspection.attest").actor) == (0, person.subject)


def test_the_command_needs_to_know_who_acts(desk: Desk) -> None:
    code, said = command(str(desk.file(TEXT)))
    assert (code, "--by" in said) == (2, True)
