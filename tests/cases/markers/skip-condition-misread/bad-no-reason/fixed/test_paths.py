import sys

import pytest

IS_OLD = sys.version_info < (3, 8)


@pytest.mark.skipif(sys.platform == "cygwin", reason='sys.platform == "cygwin"')
def test_drive():
    assert True


@pytest.mark.xfail(IS_OLD, strict=True, reason="IS_OLD")
def test_walrus():
    assert True
