import os
import shutil
import tempfile

WORK = os.path.join(tempfile.gettempdir(), "shop-test-export-used-once")
OF_WORKER = os.path.join(tempfile.gettempdir(), "shop-test-" + os.environ.get("PYTEST_XDIST_WORKER", "gw0"))


class OwnBase:
    @classmethod
    def setup_class(cls):
        cls.work = tempfile.mkdtemp()

    @classmethod
    def teardown_class(cls):
        shutil.rmtree(cls.work)


class OnceBase:
    @classmethod
    def setup_class(cls):
        shutil.rmtree(WORK, ignore_errors=True)
        os.makedirs(WORK)

    @classmethod
    def teardown_class(cls):
        shutil.rmtree(WORK)


class WorkerBase:
    @classmethod
    def setup_class(cls):
        shutil.rmtree(OF_WORKER, ignore_errors=True)
        os.makedirs(OF_WORKER)


class KeptBase:
    @classmethod
    def setup_class(cls):
        os.makedirs("/tmp/shop-test-kept", exist_ok=True)
