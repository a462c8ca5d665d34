from tests import tools

tools.skip_if_missing("shop_generator")

import shop_generator


def test_tool():
    assert shop_generator
