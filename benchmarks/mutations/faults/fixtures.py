"""Fixtures that do not yield exactly once, and what hands out too early."""

from __future__ import annotations

from faults.fault import PYTEST, TAIL, fault

FAULTS = (
    fault(
        "fixed port, with workers", "fixed-port-under-xdist", TAIL,
        """
        @pytest.fixture
        def planted():
            with socket.socket() as sock:
                sock.bind(("localhost", 8123))
                yield sock


        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(planted, number):
            assert planted
        """,
        """
        @pytest.fixture
        def planted():
            with socket.socket() as sock:
                sock.bind(("localhost", 0))
                yield sock


        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(planted, number):
            assert planted
        """, PYTEST, "import socket",
    ),
    fault(
        "fixture that returns before its yield", "fixture-may-not-yield", TAIL,
        """
        @pytest.fixture
        def planted(tmp_path):
            if not tmp_path.exists():
                return
            yield tmp_path


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture
        def planted(tmp_path):
            if not tmp_path.exists():
                pytest.skip("no folder")
            yield tmp_path


        def test_planted(planted):
            assert planted
        """, PYTEST,
    ),
    fault(
        "fixture that yields on one side", "fixture-may-not-yield", TAIL,
        """
        @pytest.fixture
        def planted(tmp_path):
            if tmp_path.exists():
                yield tmp_path


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture
        def planted(tmp_path):
            if tmp_path.exists():
                yield tmp_path
            else:
                yield None


        def test_planted(planted):
            assert planted
        """, PYTEST,
    ),
    fault(
        "fixture that yields twice", "fixture-yields-again", TAIL,
        """
        @pytest.fixture
        def planted(tmp_path):
            if not tmp_path.exists():
                yield None
            yield tmp_path


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture
        def planted(tmp_path):
            if not tmp_path.exists():
                yield None
                return
            yield tmp_path


        def test_planted(planted):
            assert planted
        """, PYTEST,
    ),
)  # fmt: skip
