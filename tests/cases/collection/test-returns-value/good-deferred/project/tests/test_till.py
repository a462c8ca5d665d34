from twisted.internet import defer
from twisted.trial.unittest import TestCase


def expect_total(case, total, waited):
    return waited.addCallback(lambda found: case.assertEqual(found, total))


class TillTest(TestCase):
    def test_total(self):
        waited = defer.succeed(3)
        return expect_total(self, 3, waited)
