class Base:
    async def is_open(self):
        return False

    def is_closed(self):
        return True


class Accounts(Base):
    async def is_active(self, name):
        return name == "ann"

    def knows(self, name):
        return True


async def is_ready():
    return False


def is_up():
    return True


def make_accounts():
    return Accounts()
