from doctor.facts.folded import unfolded
from doctor.facts.here import is_here
from doctor.facts.make_variables import resolved


def test_folded_and_plain_texts_are_one_line() -> None:
    lines = [
        *(
            "- run: >-",
            "    pytest",
            "    -n auto",
            "",
            "    echo done",
            "- run: pytest",
            "    -x",
            "  env:",
            "    A: b",
        ),
        *("- run: |", "    pytest", "    - x", "- pip install", "  pytest", "- name: a", "  if: b"),
    ]
    assert unfolded(lines) == [
        *("- run: >-", "    pytest -n auto", "", "", "    echo done", "- run: pytest -x", "", "  env:", "    A: b"),
        *("- run: |", "    pytest", "    - x", "- pip install pytest", "", "- name: a", "  if: b"),
    ]


def test_deeper_lines_of_a_folded_text_stand_alone() -> None:
    lines = ["run: >", "  pytest", "    -x", "  echo"]
    assert unfolded(lines) == lines


def test_variables_that_are_set_once_are_resolved_in_recipes() -> None:
    head = ["RUN = python -m", "PYTEST ?= $(RUN) pytest  # ours", "NONE =", "FLAGS = -x", "FLAGS += -v", "test:"]
    assert resolved([*head, "\t$(PYTEST) $(NONE) ${FLAGS} $@"])[-1] == "\tpython -m pytest $(NONE) ${FLAGS} $@"


def test_variables_of_conditions_targets_and_other_files_are_not() -> None:
    for head in (
        ["ifdef X", "A = -x", "endif"],
        ["A = -x", "t: A = -v"],
        ["include more.mk", "A = -x"],
        ["A = $(shell x)"],
    ):
        assert resolved([*head, "t:", "\tpytest $(A)"])[-1] == "\tpytest $(A)"


def test_a_recipe_is_here_unless_it_or_what_it_needs_goes_elsewhere() -> None:
    lines = ["test: lint", "\tpytest -n 4", "", "lint:", "\truff check", "all: deps", "\tpytest", "deps:", "\tuv sync"]
    assert is_here("Makefile", "make", lines, 2)
    assert not is_here("Makefile", "make", lines, 7)
    assert not is_here("Makefile", "make", ["SHELL = nix-shell", "test:", "\tpytest"], 3)
    assert is_here("justfile", "make", ["test *args='':", "    pytest {{args}}"], 2)
