import smtplib


def send(to):
    smtplib.SMTP("localhost").sendmail("me", [to], "hi")


def test_send(smtp):
    send("ann")
    client = smtp.return_value
    assert client.sendmail.called_once_with("me", ["bob"], "hi")


def test_direct(smtp):
    smtp.return_value.sendmail.called_with("me", ["bob"], "hi")


class TestSender:
    def test_sender(self, sender):
        assert sender.called_once
