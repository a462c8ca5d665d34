import functools

import responses


def answered(function):
    return responses.activate(function)


def answering():
    return responses.RequestsMock()


class Answered:
    def setup_method(self):
        responses.start()

    def teardown_method(self):
        responses.stop()
        responses.reset()
