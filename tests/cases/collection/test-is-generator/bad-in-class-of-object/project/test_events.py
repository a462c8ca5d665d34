class TestEvents(object):
    def check(self, number):
        assert number

    def test_numbers(self):
        for number in (1, 2):
            yield self.check, number
