from tests.fixtures import fresh as fresh
