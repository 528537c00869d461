"""Names of months and of the days of the week, in German and English."""

from __future__ import annotations

from typing import Final

_MONTHS: Final = (
    "January Januar Jänner Jan",
    "February Februar Feber Febr Feb",
    "March März Maerz Mrz Mär Mar",
    "April Apr",
    "May Mai",
    "June Juni Jun",
    "July Juli Jul",
    "August Aug",
    "September Sept Sep",
    "October Oktober Oct Okt",
    "November Nov",
    "December Dezember Dec Dez",
)
"""Names of the months and their short forms, January first; before its short forms the long one."""
GERMAN_WEEKDAYS: Final = (
    *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
)
ENGLISH_WEEKDAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
"""Names of the days of the week, Monday first."""

MONTHS: Final = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}
"""Numbers of the months by what they are called."""

WEEKDAYS: Final = {
    **{name: number for number, name in enumerate(GERMAN_WEEKDAYS)},
    **{name: number for number, name in enumerate(ENGLISH_WEEKDAYS)},
    "Sonnabend": 5,
}
"""Numbers of the days of the week by what they are called, Monday 0."""

MONTH: Final = "(?:" + "|".join(rf"{n}\b\.?" if len(n) < 5 else rf"{n}\b" for n in MONTHS) + ")"
"""A pattern for the name of a month."""

WEEKDAY: Final = "(?:" + "|".join(rf"{name}\b" for name in WEEKDAYS) + ")"
"""A pattern for the name of a day of the week."""
