class Account:
    def __init__(self, amount=0):
        self.amount = amount

    def pay(self, amount) -> int:
        if amount > self.amount:
            raise ValueError(amount)
        self.amount -= amount
        return self.amount


def load(path):
    if not path:
        raise FileNotFoundError(path)
