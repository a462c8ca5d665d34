from acc.mailer import deliver


def test_deliver():
    deliver("hi")
