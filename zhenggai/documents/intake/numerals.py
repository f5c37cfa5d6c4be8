"""A whole number written in the forms that Word's lists know (ISO/IEC 29500-1 §17.18.59 ST_NumberFormat)."""

from __future__ import annotations

LARGEST = 32767
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"))
_ROMAN_ONES = ((5, "v"), (4, "iv"), (1, "i"))
# The first character of each run of enclosed numbers, and how many there are.
_RUNS = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_SIGNS = {"ideographTraditional": _STEMS, "ideographZodiac": _BRANCHES}


def written(value: int, form: str) -> str:
    """Give `value` (0 to `LARGEST`) in this form; an unknown form, or one that ends before `value`, is written in digits."""
    if form in ("chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand", "koreanCounting"):
        return _counted(value, _DIGITS, "十百千万", full=form != "japaneseCounting")
    if form in ("chineseCounting", "taiwaneseCounting"):
        return _counted(value, _DIGITS, "十百千万", full=True) if value < 100 else _spelt(value)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"):
        return _spelt(value)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _counted(value, _LEGAL, "拾佰仟万", full=True, one=True)
    if form in _RUNS:
        first, count = _RUNS[form]
        return chr(ord(first) + value - 1) if 1 <= value <= count else str(value)
    if form in _SIGNS:
        signs = _SIGNS[form]
        return signs[value - 1] if 1 <= value <= len(signs) else str(value)
    return _western(value, form)


def _western(value: int, form: str) -> str:
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(value))
    if form in ("lowerLetter", "upperLetter") and 1 <= value <= 26 * 20:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 1 <= value < 4000:
        return _roman(value) if form == "lowerRoman" else _roman(value).upper()
    return str(value)


def _roman(value: int) -> str:
    signs = ""
    for worth, sign in (*_ROMAN, *_ROMAN_ONES):
        signs += sign * (value // worth)
        value %= worth
    return signs


def _spelt(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _counted(value: int, digits: str, units: str, *, full: bool, one: bool = False) -> str:
    """十二, 一百零五; `full`: 一百一十 (else 百十); `one`: 壹拾, not 拾."""
    if value >= 10000:
        rest = value % 10000
        gap = ("" if rest >= 1000 or not rest else "零") + (_counted(rest, digits, units, full=full, one=True) if rest else "")
        return _counted(value // 10000, digits, units, full=full, one=one) + units[3] + gap
    signs = ""
    figures = str(value)
    for place, figure in enumerate(figures):
        power = len(figures) - place - 1
        if figure == "0":
            signs += "零" if full and signs and not signs.endswith("零") and figures[place:].strip("0") else ""
        else:
            alone = figure == "1" and power > 0 and (not full or (power == 1 and not signs and not one))
            signs += ("" if alone else digits[int(figure)]) + (units[power - 1] if power else "")
    return signs or digits[0]
