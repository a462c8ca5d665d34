import pytest


@pytest.mark.parametrize(
    "text,parts,marks",
    [
        ("one. two.", 2),
        ("one, two.", 1),
    ],
)
def debug_split(text, parts, marks=None):
    assert len(text.split(". ")) == parts, marks


def test_split():
    debug_split("one. two.", 2)
