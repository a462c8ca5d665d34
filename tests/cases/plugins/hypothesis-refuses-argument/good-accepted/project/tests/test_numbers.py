import unittest
from functools import wraps

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

QUICK = settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("all", suppress_health_check=list(HealthCheck))
numbers = st.integers()


def with_number(test):
    return given(st.integers())(test)


def with_one_more(test):
    @wraps(test)
    def run(first, second):
        return test(first)

    del run.__wrapped__
    return run


@settings(max_examples=3)
@given(numbers)
def test_called(n):
    assert n == n


@QUICK
@given(st.integers())
def test_profile(n):
    assert n == n


@settings(max_examples=3)
@with_number
def test_own_decorator(n):
    assert n == n


@given(st.integers(), st.integers())
@with_one_more
def test_other_parameters(n):
    assert n == n


@given(st.integers(), st.data())
@example(3, None)
@settings(max_examples=3)
def test_two(n, data):
    assert n == n


@given(st.data())
def test_fixture_too(request, data):
    assert request


class TestNumbers:
    @given(st.integers(), st.integers())
    def test_two(self, n, m):
        assert n == n

    @staticmethod
    @given(st.integers())
    def test_static(n):
        assert n == n


class Machine(RuleBasedStateMachine):
    @rule(n=st.integers())
    def add(self, n):
        assert n == n


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=3, stateful_step_count=3)


class OldTests(unittest.TestCase):
    @settings(max_examples=3)
    @given(st.integers())
    def test_number(self, n):
        self.assertEqual(n, n)


@settings(max_examples=3)
def helper():
    return 1
