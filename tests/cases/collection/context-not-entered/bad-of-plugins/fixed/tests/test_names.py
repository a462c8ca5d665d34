import warnings
from contextlib import redirect_stdout
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.test import TestCase


@pytest.mark.django_db
def test_asks_once(django_assert_num_queries):
    User.objects.create(username="ann")
    with django_assert_num_queries(1):
        assert User.objects.get(username="ann")
        assert User.objects.get(username="ann")


@pytest.mark.django_db
def test_asks_seldom(django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        assert not User.objects.filter(username="ann").exists()


def test_prints(capsys):
    with capsys.disabled():
        redirect_stdout(StringIO())
        print("captured")
        assert capsys.readouterr().out == "captured\n"


def test_warns():
    with warnings.catch_warnings():
        assert warnings.filters


class NamesTest(TestCase):
    def test_asks_never(self):
        with self.assertNumQueries(0):
            assert not User.objects.filter(username="ann").exists()
