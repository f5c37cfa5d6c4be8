"""Words drafted for publication. Pure."""

from collections.abc import Iterable

import cn2an


def draft_text(reports: Iterable[str]) -> str:
    """A finding's text for publication, drafted from what was done for each measure: 一是…二是…; one report stands without a numeral."""
    said = [report.strip().rstrip("。；;.") for report in reports if report.strip()]
    if len(said) < 2:
        return "".join(f"{text}。" for text in said)
    return "".join(f"{cn2an.an2cn(n)}是{text}。" for n, text in enumerate(said, 1))
