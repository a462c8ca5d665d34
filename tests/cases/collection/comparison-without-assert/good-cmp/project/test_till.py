class Till:
    def __eq__(self, other):
        return self.number == other.number

    number = 1


def test_cmp():
    Till() == Till()
