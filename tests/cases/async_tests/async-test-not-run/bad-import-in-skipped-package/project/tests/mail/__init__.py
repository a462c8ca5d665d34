import pytest

pytest.importorskip("aiomail")
