import tools

import shop

real_total = shop.total


def test_library_that_patches():
    tools.patch_all()
    assert shop.total([1]) == 0
    shop.total = real_total
