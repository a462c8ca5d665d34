"""Is an exception what a test waits for?"""

from __future__ import annotations

from doctor.model.sources import SourceFile

RAISES = ("pytest.raises", ".assertRaises", ".assertRaisesRegex")


def is_expected_to_fail(file: SourceFile, within: str, line: int) -> bool:
    """Does the function around expect an exception, in a line before?"""
    return any(each.name.endswith(RAISES) and each.place.line <= line for each in file.calls_in(within))
