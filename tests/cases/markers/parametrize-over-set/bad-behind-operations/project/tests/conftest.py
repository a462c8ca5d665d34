import pytest as pt

from langs import ALL, BROKEN


@pt.fixture(params=ALL - BROKEN, scope="module")
def lang(request):
    return request.param
