import types

import pytest


class Context(pytest.Collector):
    def __init__(self, *, outer, **kwargs):
        super().__init__(**kwargs)
        self.outer = outer

    def collect(self):
        for constant in self.outer.__code__.co_consts:
            if isinstance(constant, types.CodeType) and constant.co_name.startswith("test_"):
                function = types.FunctionType(constant, self.outer.__globals__, constant.co_name)
                yield Case.from_parent(self, name=constant.co_name, function=function)


class Case(pytest.Item):
    def __init__(self, *, function, **kwargs):
        super().__init__(**kwargs)
        self.function = function

    def runtest(self):
        self.function()


@pytest.hookimpl
def pytest_pycollect_makeitem(collector, name, obj):
    if name.startswith("context_") and callable(obj):
        return Context.from_parent(collector, name=name, outer=obj)
    return None
