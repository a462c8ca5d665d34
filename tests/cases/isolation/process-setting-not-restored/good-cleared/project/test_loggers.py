import logging
import unittest


class TestLoggers(unittest.TestCase):
    def setUp(self):
        self.logger = logging.getLogger("shop")
        self.addCleanup(self.logger.manager.loggerDict.clear)

    def test_child(self):
        child_logger = logging.getLogger("shop.cart")
        child_logger.propagate = False
        self.assertFalse(child_logger.hasHandlers())

    def test_usual(self):
        self.assertTrue(logging.getLogger("shop.cart").propagate)

    def test_class(self):
        class Own(logging.Logger):
            pass

        logging.setLoggerClass(Own)
        self.assertEqual(logging.getLoggerClass(), Own)
        logging.setLoggerClass(logging.Logger)
        self.assertEqual(logging.getLoggerClass(), logging.Logger)
