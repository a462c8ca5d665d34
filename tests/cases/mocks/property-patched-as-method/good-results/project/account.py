import time
from functools import cached_property


class Account:
    @property
    def balance(self):
        raise OSError("no bank")

    @cached_property
    def owner(self):
        raise OSError("no bank")

    @property
    def clock(self):
        return time.time

    @property
    def bank(self):
        return dict

    def opened(self):
        bank = self.bank
        return bank()

    def fee(self):
        return 2

    def is_rich(self):
        return self.balance == 100

    def is_of(self, name):
        return self.owner == name

    def now(self):
        return self.clock()
