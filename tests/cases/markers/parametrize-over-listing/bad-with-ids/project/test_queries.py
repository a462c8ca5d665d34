from pathlib import Path

import pytest

QUERIES = list(Path(__file__).parent.glob("queries/*.graphql"))


@pytest.mark.parametrize("query", QUERIES, ids=[each.name for each in QUERIES])
def test_query(query):
    assert query.read_text()
