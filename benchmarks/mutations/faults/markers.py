"""Parameters that differ from worker to worker."""

from __future__ import annotations

from faults.fault import OS, PYTEST, TAIL, fault

FAULTS = (
    fault(
        "parametrize over a set", "parametrize-over-set", TAIL,
        """
        @pytest.mark.parametrize("planted", {"one", "two", "three"})
        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.mark.parametrize("planted", sorted({"one", "two", "three"}))
        def test_planted(planted):
            assert planted
        """, PYTEST,
    ),
    fault(
        "random values in parametrize", "parametrize-random-values", TAIL,
        """
        @pytest.mark.parametrize("planted", [random.random(), random.random()])
        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.mark.parametrize("planted", [0.25, 0.75])
        def test_planted(planted):
            assert planted + random.random()
        """, PYTEST, "import random",
    ),
    fault(
        "parametrize over a folder's listing, with workers", "parametrize-over-listing", TAIL,
        """
        @pytest.mark.parametrize("planted", os.listdir(os.path.dirname(__file__)))
        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.mark.parametrize("planted", sorted(os.listdir(os.path.dirname(__file__))))
        def test_planted(planted):
            assert planted
        """, PYTEST, OS,
    ),
)  # fmt: skip
