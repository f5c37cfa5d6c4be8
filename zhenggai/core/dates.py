"""Days by the calendar: so many months or days later. Pure."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """`day` some months later; a day the month does not have becomes the month's last (rules.md C-TIM-1)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """`day` some calendar days later."""
    return date.fromordinal(day.toordinal() + days)
