from abc import ABC, abstractmethod

import pytest


class Checks(ABC):
    @abstractmethod
    def name(self): ...

    def test_name(self):
        assert self.name()


@pytest.mark.usefixtures("tmp_path")
class TestShop(Checks):
    def nam(self):
        return "shop"
