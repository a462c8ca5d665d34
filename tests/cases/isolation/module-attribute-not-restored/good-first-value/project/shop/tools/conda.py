class CondaTool:
    verified: bool = False

    @classmethod
    def verify(cls):
        cls.verified = True
