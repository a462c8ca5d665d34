from base import Base


class MailTest(Base):
    sent = 0

    async def asyncSetUp(self):
        await super().asyncSetUp()

    def test_sent(self):
        assert self.sent == 0


class BoxTest(Base):
    def test_box(self):
        assert True
