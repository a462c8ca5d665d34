"""Amounts as users write them on the command line."""

from __future__ import annotations

from fractions import Fraction

from doctor.errors import UsageError


def megabytes(text: str, option: str) -> float:
    """MiB: `256m`, `1.5g`, `512` (MiB)."""
    number, unit = (text[:-1], text[-1].lower()) if text[-1:].isalpha() else (text, "m")
    factor = {"k": 1 / 1024, "m": 1.0, "g": 1024.0}.get(unit)
    try:
        value = float(number) * (factor or 0)
    except ValueError:
        value = 0
    if not 0 < value < 1e9:
        raise UsageError(f"{option} wants an amount such as 256m or 1g, not {text!r}")
    return value


def percent(text: str, option: str) -> Fraction:
    """0 to 100, exactly as written: 99.9 is 999/10."""
    try:
        value = Fraction(text.strip().rstrip("%"))
    except (ValueError, ZeroDivisionError):
        value = Fraction(-1)
    if not 0 <= value <= 100:
        raise UsageError(f"{option} wants a number from 0 to 100, not {text!r}")
    return value
