"""Warnings that the project itself gives."""

from __future__ import annotations

import re

from doctor.model.places import Place
from doctor.model.record import Record

SHORTEST = 8  # characters of a message that nothing else is likely to have
WORDS = re.compile(r"[\w '(),.:;!-]+")  # a text, no pattern: what a pattern begins with may be meant otherwise


class Warned(Record):
    """A call of `warnings.warn`. `text` has a NUL for each part that is worked out at run time; `category` is the class
    by its last name, "" where it is worked out."""

    text: str
    category: str
    place: Place


def is_text(message: str) -> bool:
    """Is the message of a filter one that names a text, and not a pattern of several?"""
    plain = message.replace("\\", "")
    return len(plain) >= SHORTEST and " " in plain and bool(WORDS.fullmatch(plain)) and is_pattern(message)


def is_pattern(message: str) -> bool:
    try:
        re.compile(message)
    except re.error:
        return False
    return True
