from tool import build_all, build


def test_tool():
    assert build and build_all
