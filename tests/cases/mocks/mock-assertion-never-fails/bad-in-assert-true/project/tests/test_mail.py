from unittest import TestCase, mock


class MailTest(TestCase):
    def test_quit(self):
        client = mock.Mock()
        client.send("x")
        self.assertTrue(client.quit.called_once_with())
        self.assertTrue(client.quit.assert_called_once)
