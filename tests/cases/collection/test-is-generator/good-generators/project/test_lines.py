import contextlib

import pytest


@pytest.fixture
def test_file(tmp_path):
    yield tmp_path / "x"


@contextlib.contextmanager
def test_context():
    yield 1


def test_lines(test_file):
    def lines():
        yield "a"

    assert list(lines()) == ["a"]
    test_file.write_text("a")


def numbers():
    yield 1
