"""The components of the pages: what each says, to eyes and to screen readers, and that nothing given to it becomes markup."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from zhenggai.core.examples import HOSTILE, OpinionForm
from zhenggai.core.frame import Entry
from zhenggai.core.shapes import SHAPES, state_word

TODAY = date(2019, 10, 20)


def drawn(source: str, **context: Any) -> str:
    """A piece of a page."""
    request = RequestFactory().get("/", {"page": "3", "q": "验收"})
    return str(engines["django"].from_string(source).render({"today": TODAY, "hostile": HOSTILE, **context}, request))


@pytest.mark.parametrize("key", sorted(set(SHAPES) - {"late"}))
def test_a_badge_has_a_word_and_a_shape_beside_its_colour(key: str) -> None:
    badge = drawn("{% badge key %}", key=key)
    assert state_word(key) in badge
    assert f'<path d="{SHAPES[key]}"/>' in badge
    assert 'aria-hidden="true"' in badge


def test_no_two_states_share_a_shape() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_a_state_nobody_named_is_shown_as_it_is_called() -> None:
    assert "paused" in drawn("{% badge 'paused' %}")


def test_what_is_late_says_by_how_many_days() -> None:
    assert "逾期 3 天" in drawn("{% late 3 %}")
    assert drawn("{% late 0 %}").strip() == ""


@pytest.mark.parametrize(("days", "words"), [(-7, "逾期 7 天"), (0, "今天到期"), (1, "还有 1 天")])
def test_a_deadline_says_how_far_it_is(days: int, words: str) -> None:
    shown = drawn("{% day when today %}", when=TODAY + timedelta(days=days))
    assert words in shown
    assert f'datetime="{TODAY + timedelta(days=days):%Y-%m-%d}"' in shown


def test_what_is_done_is_not_late() -> None:
    assert "逾期" not in drawn("{% day when today open=False %}", when=TODAY - timedelta(days=7))


def test_a_bar_shows_its_count_and_is_drawn_without_style() -> None:
    bar = drawn("{% bar 3 2 8 %}")
    assert "<b>3</b>" in bar
    assert " / 8" in bar
    assert 'width="37.50"' in bar
    assert "style=" not in bar


def test_a_bar_of_nothing_is_empty() -> None:
    assert 'width="0.00"' in drawn("{% bar 0 0 0 %}")


def test_a_tile_tells_number_title_state_and_lateness() -> None:
    tile = drawn("{% tile 5 'working' '拆分采购' '/findings/5/' late=True %}")
    for words in ("<b>5</b>", "拆分采购", "整改中", "逾期", "has-late", 'href="/findings/5/"'):
        assert words in tile


def test_the_key_of_the_board_names_attested_states_only_when_there_are_any() -> None:
    assert "据通报" in drawn("{% board_key 2 %}")
    assert "据通报" not in drawn("{% board_key 0 %}")


def test_a_timeline_is_a_list_that_marks_where_we_are() -> None:
    at = SimpleNamespace(day=TODAY, title="公开通报", note="已过 4 天", state="now", late=True)
    line = drawn("{% timeline milestones %}", milestones=[at])
    assert '<ol class="line">' in line
    assert 'aria-current="step"' in line
    assert '<small class="late">已过 4 天</small>' in line


def test_a_fact_without_a_value_is_left_out() -> None:
    shown = drawn("{% facts '责任人' who '时限' '' %}", who="罗一宁")
    assert "罗一宁" in shown
    assert "时限" not in shown


def test_what_is_missing_is_said_in_words_too() -> None:
    items = [SimpleNamespace(words="措施 1 核验", met=True), SimpleNamespace(words="措施 2 核验", met=False)]
    shown = drawn("{% checks items %}", items=items)
    assert "已有：</span>措施 1 核验" in shown
    assert "还缺：</span>措施 2 核验" in shown


def test_a_quote_shows_its_digest_short_and_keeps_it_whole() -> None:
    quote = drawn("{% quote '原文' '反馈意见' digest %}", digest="8f2c0a91d4e67b3350aa41d0")
    assert "8f2c0a91…41d0" in quote
    assert 'title="8f2c0a91d4e67b3350aa41d0"' in quote


@pytest.mark.parametrize(
    ("media", "mark"),
    [
        ("application/pdf", "PDF"),
        ("image/png", "图"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOC"),
        ("x/y", "件"),
    ],
)
def test_a_piece_of_evidence_is_marked_by_its_kind(media: str, mark: str) -> None:
    assert f"<b>{mark}</b>" in drawn("{% chip '验收单' '/evidence/1/' media 36000 %}", media=media)


def test_a_line_of_the_record_tells_when_it_was_entered_later() -> None:
    line = SimpleNamespace(
        occurred_on=TODAY,
        recorded_at=TODAY + timedelta(days=2),
        later=2,
        who="罗一宁",
        what="退回措施 3",
        said="缺验收单",
        sequence=41,
        digest="c07e91aa5b0d",
    )
    shown = drawn("{% record_line line %}", line=line)
    for words in ("罗一宁", "退回措施 3", "缺验收单", "2019-10-22 补记", "#41 c07e91aa"):
        assert words in shown


def test_an_act_that_is_refused_says_why_and_leads_nowhere() -> None:
    refused = drawn("{% act '申请销号' '/x/' '还缺 2 项' 'go' %}")
    assert "还缺 2 项" in refused
    assert 'aria-disabled="true"' in refused
    assert "href" not in refused
    assert 'class="button is-go" href="/x/"' in drawn("{% act '申请销号' '/x/' '' 'go' %}")


def test_a_grave_act_says_what_will_happen_before_it_asks() -> None:
    form = drawn("{% act_form form '重新挂账' '问题重新挂账。' '/back/' 'grave' %}", form=OpinionForm())
    assert form.index("问题重新挂账。") < form.index("<textarea")
    assert "is-grave" in form


def test_a_field_that_is_wrong_says_so_beside_it() -> None:
    form = OpinionForm({"comment": "", "deadline": "2019-02-30"})
    field = drawn("{% field form.deadline %}", form=form)
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_deadline_help id_deadline_error"' in field
    assert 'id="id_deadline_error"' in field
    assert 'value="2019-02-30"' in field


def test_the_head_of_a_refused_form_leads_to_each_field() -> None:
    form = OpinionForm({"comment": "", "deadline": "2019-02-30"})
    head = drawn("{% form_errors form %}", form=form)
    assert 'role="alert"' in head
    assert 'href="#id_comment"' in head
    assert 'href="#id_deadline"' in head
    assert drawn("{% form_errors form %}", form=OpinionForm()).strip() == ""


def test_a_field_for_files_can_be_dropped_on() -> None:
    assert "data-drop" in drawn("{% field form.evidence %}", form=OpinionForm())


def test_a_choice_of_several_is_a_group_with_a_legend() -> None:
    class Choice(forms.Form):
        kind = forms.ChoiceField(label="类型", choices=[("a", "立行立改"), ("b", "长期坚持")], widget=forms.RadioSelect)

    assert "<legend>类型" in drawn("{% field form.kind %}", form=Choice())


def test_a_sorted_column_keeps_the_other_choices_and_goes_to_the_first_page() -> None:
    head = drawn("{% sorted_by '时限' 'deadline' 'deadline' %}")
    assert 'aria-sort="ascending"' in head
    assert "page=" not in head
    assert "sort=deadline" in head
    assert "q=" in head


def test_tabs_mark_the_one_that_is_open() -> None:
    entries = [Entry("a", "问题清单", "/a/", count=17, current=True), Entry("b", "任务清单", "/b/")]
    tabs = drawn("{% tabs '清单' entries %}", entries=entries)
    assert tabs.count('aria-current="page"') == 1
    assert "<b>17</b>" in tabs


def test_a_pager_offers_only_the_ways_there_are() -> None:
    last = drawn("{% pager '?page=1' '' '2 / 2' %}")
    assert "上一页" in last
    assert "下一页" not in last
    assert drawn("{% pager %}").strip() == ""


def test_a_refusal_is_spoken_at_once() -> None:
    assert 'role="alert"' in drawn("{% notice 'bad' '不能核验自己提交的措施。' %}")


@pytest.mark.parametrize(
    "source",
    [
        "{% badge hostile %}",
        "{% tile 1 'working' hostile hostile %}",
        "{% facts hostile hostile %}",
        "{% quote hostile hostile hostile %}",
        "{% chip hostile hostile 'image/png' 1 %}",
        "{% act hostile hostile hostile %}",
        "{% act hostile hostile %}",
        "{% empty hostile hostile hostile hostile %}",
        "{% notice 'bad' hostile %}",
        "{% crumbs hostile hostile %}",
        "{% pager hostile hostile hostile %}",
        "{% number 1 hostile %}",
        "{% sorted_by hostile hostile '' %}",
    ],
)
def test_nothing_that_is_given_becomes_markup(source: str) -> None:
    shown = drawn(source)
    assert "<script" not in shown
    assert '"引号"' not in shown


@pytest.mark.parametrize("number", [0, 1023, 36000, 2_400_000])
def test_a_size_is_said_in_the_unit_that_fits(number: int) -> None:
    assert drawn("{{ number|size }}", number=number) == {0: "0 B", 1023: "1023 B", 36000: "35 KB", 2_400_000: "2.3 MB"}[number]


def test_the_page_of_components_is_there_while_developing_only(client: Client, settings: Settings) -> None:
    settings.DEBUG = settings.ZHENGGAI_DEMO = False
    assert client.get(reverse("core:components")).status_code == 404
    settings.ZHENGGAI_DEMO = True
    page = client.get(reverse("core:components"))
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_every_component_is_on_the_page_of_components() -> None:
    from django.template.loader import get_template

    from zhenggai.core.templatetags import ui

    folder = ("page_parts", "page_overview", "page_finding", "page_forms", "page_states", "page", "act_form")
    shown = "".join(get_template(f"ui/{name}.html").template.source for name in folder)  # type: ignore[attr-defined]  # the engine's own template has a source
    frame = {"display"}
    assert [tag for tag in ui.register.tags if tag not in frame and f"{{% {tag} " not in shown] == []


def test_a_form_that_is_too_large_is_told_apart_from_a_broken_one(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    too_large = client.post(reverse("core:display"), {"next": "/" * 200})
    assert too_large.status_code == 413
    assert "文件太大" in too_large.content.decode()


def test_what_was_submitted_is_called_by_the_act_it_waits_for() -> None:
    assert "待审批销号" in drawn("{% badge 'submitted' %}")
    assert "待核验" in drawn("{% badge 'submitted' measure=True %}")


def test_what_was_left_out_is_asked_for_in_words_that_say_what_to_do() -> None:
    form = OpinionForm({"comment": "", "deadline": "2019-02-30"})
    assert form.errors["comment"] == ["必填，请写在这里。"]
    assert form.errors["deadline"] == ["这不是日期，请按 2019-10-20 的样子填写。"]
