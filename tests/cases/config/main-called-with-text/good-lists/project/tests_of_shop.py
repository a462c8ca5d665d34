import pytest

pytest.main()
pytest.main("-x tests".split())
