from unittest import IsolatedAsyncioTestCase as Case


class Base(Case):
    def size(self):
        return 1
