import os
import shutil
import tempfile
import time

WORK = os.path.join(tempfile.gettempdir(), "shop-test-export-of-a-case")


class ExportBase:
    @classmethod
    def setup_class(cls):
        shutil.rmtree(WORK, ignore_errors=True)
        os.makedirs(WORK)
        time.sleep(1.5)

    @classmethod
    def teardown_class(cls):
        shutil.rmtree(WORK)
