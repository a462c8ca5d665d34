import functools
import multiprocessing
import os

import pytest


def in_subprocess(function):
    @functools.wraps(function)
    def run():
        process = multiprocessing.Process(target=function)
        process.start()
        process.join()
        assert process.exitcode == 0

    return run


@in_subprocess
def test_wrapped():
    os.environ["SHOP_A"] = "1"


def test_child():
    def work():
        os.environ["SHOP_A"] = "1"

    process = multiprocessing.Process(target=work)
    process.start()
    process.join()


@pytest.mark.forked
def test_forked():
    os.environ["SHOP_A"] = "1"
