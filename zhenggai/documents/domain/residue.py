"""What a web page leaves around a notice: breadcrumbs, font switches, counters, index tables, footers."""

from __future__ import annotations

import re

from zhenggai.documents.domain.dates import find_dates
from zhenggai.documents.domain.folding import fold
from zhenggai.documents.domain.lines import Line

_VALUE = r"[^\s:]{0,40}"
_META = re.compile(
    r"(?:字体|字号)(?:大小)?[:]?[\s【\[(]*(?:超大|默认|大|中|小|[\s|+/-])*[】\])]?|"
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数|人数)?[:]?\s*[\[(]?\d*[\])]?\s*(?:人次|次|人)?|"
    r"分享(?:到|至)?[:]?.{0,40}|打印(?:本页|此页|页面)?|关闭(?:窗口|本页|页面)?|收藏(?:本页)?|复制链接|"
    rf"(?:信息)?来源[:]\s*{_VALUE}|(?:文章)?作者[:]\s*{_VALUE}|(?:责任)?编辑[:]\s*{_VALUE}|"
    rf"(?:责编|审核|审校|校对|初审|复审|终审|一审|二审|三审|签发|撰稿|供稿|通讯员)[:]\s*{_VALUE}|"
    r"(?:发布|更新|发表|公开|公布|生成|录入|创建)?(?:时间|日期)[:]\s*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?|"
    r"校验码[:]\s*[A-Z2-7]{1,8}(?:-[A-Z2-7]{1,8}){1,8}|"
    rf"(?:发布|发文|公开|信息)(?:机构|单位|人|部门|主体)[:]\s*{_VALUE}|(?:19|20)\d\d-\d\d-\d\d(?:\s+\d\d:\d\d(?::\d\d)?)?"
)
_META_LEFT = re.compile(r"[\s|·\[\]【】(),、/-]+")
_CRUMB = re.compile(
    r"^(?:您?(?:现在|当前|目前)?的?(?:当前)?位置[:是]?|首页\s*(?:>|»|›|/|-|→|\||》)|主页\s*>)|^[^。,:;]{1,20}(?:\s*(?:>>?|»|›|→)\s*[^。,:;>»›→]{1,60}){1,8}>?$"
)
_FOOT = re.compile(
    r"ICP备|公网安备|版权所有|主办单位?[:]|承办单位?[:]|技术支持|网站(?:地图|标识码|声明)|上一[篇条]|下一[篇条]|相关(?:链接|阅读|文章|新闻|附件|信息)|扫一扫|返回(?:顶部|首页)|无障碍|Copyright|copyright|©|政府网站找错|友情链接|建议使用|手机版|您是第\d+位"
)
_INDEX = re.compile(
    r"^(?:索引号|信息索引|主题分类|体裁分类|组配分类|公文种类|文号|发文字号|信息分类|有效性|时效性|关键词|主题词|公开(?:方式|范围|类别|时限)|信息名称|名称|标题|发布(?:机构|单位)|发文(?:机构|机关|单位)|成文日期|生成日期|发布日期|公开日期|制发(?:机关|日期)|内容概述|所属主题|信息类别|统一编号|登记号)\s*(?:[:|\t]|$)"
)
_SKIP = re.compile(
    r"^(?:[|\s_*=~.·•—-]+|\d{1,3}|(?:第?\s*\d{1,3}\s*页)(?:.{0,8})|—\s*\d{1,3}\s*—|(?:政务公开|信息公开|通知公告|公示公告|首页|工作动态|巡察工作|党务公开|巡视巡察))$"
)
_PUBLISHED = re.compile(r"(?:发布|发表|公开|公布|更新|录入)?(?:时间|日期)[:|]?\s*((?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)")
_WRITTEN = re.compile(r"(?:成文|制发|生成|印发)日期[:|]?\s*((?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)")
_BARE_DATE = re.compile(r"^[\[(]?\s*(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*[\])]?$")


def is_residue(line: Line) -> bool:
    """Say whether the line belongs to the page and not to the notice."""
    read = line.read
    if len(read) > 200:
        return False
    if _SKIP.match(read) or _BARE_DATE.match(read) or _INDEX.match(read) or is_crumb(line):
        return True
    if len(read) <= 160 and _is_meta(line):
        return True
    return "。" not in read and bool(_FOOT.search(read))


def _is_meta(line: Line) -> bool:
    words = line.read if len(line.read) == len(line.shown) else fold(line.shown)
    left, count = _META.subn("", words)
    return count > 0 and not _META_LEFT.sub("", left)


def is_crumb(line: Line) -> bool:
    """Say whether the line is a breadcrumb (首页 > 政务公开 > …)."""
    return "。" not in line.read and bool(_CRUMB.match(line.shown if ">" in line.shown else line.read))


def published(lines: list[Line]) -> str | None:
    """Give the day the page says it was published, from the residue lines."""
    return _first(lines, _PUBLISHED) or next(
        (str(found.first) for line in lines if _BARE_DATE.match(line.read) for found in find_dates(line.read)), None
    )


def written(lines: list[Line]) -> str | None:
    """Give the day of writing (成文日期) that an index table names."""
    return _first(lines, _WRITTEN)


def _first(lines: list[Line], pattern: re.Pattern[str]) -> str | None:
    for line in lines:
        for match in pattern.finditer(line.read[:400]):
            if pattern is _PUBLISHED and line.read[max(0, match.start() - 2) : match.start()] in ("成文", "生成", "制发", "印发"):
                continue
            for found in find_dates(match[1]):
                return str(found.first)
    return None
