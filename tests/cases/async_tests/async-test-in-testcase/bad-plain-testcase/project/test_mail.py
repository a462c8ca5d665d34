from unittest.mock import patch

from base import Base


class MailTest(Base):
    async def test_sent(self):
        assert self.sent == ["mail"]

    @patch("os.getcwd")
    async def test_sent_twice(self, getcwd):
        assert self.sent == ["mail", "mail"]
