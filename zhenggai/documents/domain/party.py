"""The party body of a unit signs its notices: 云岭市图书馆 is meant by 中共云岭市图书馆党组."""

import re

_BODY = re.compile(r"(?:机关|直属)?(?:党组|党委|党工委|工委|党?(?:总支部?|支部)?(?:委员会)?|党委会)")


def is_body_of(issuer: str, unit: str) -> bool:
    """Whether `issuer` is the party body of the unit of that name, or the unit itself; 云岭市图书馆党组 is not that of 云岭市."""
    body, name = _without_party(issuer), _without_party(unit)
    return bool(name) and body.startswith(name) and _BODY.fullmatch(body[len(name) :]) is not None


def _without_party(name: str) -> str:
    return name.removeprefix("中国共产党").removeprefix("中共")
