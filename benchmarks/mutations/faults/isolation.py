"""State that one test leaves to others, or that workers of pytest-xdist share."""

from __future__ import annotations

from faults.fault import BODY, FASTAPI, JSON, MOCK, OS, PYTEST, SYS, TAIL, TOP, fault, planted_test

APP = """
planted_app = fastapi.FastAPI()


async def planted_user():
    return "nobody"

"""
FAULTS = (
    fault(
        "variable set in os.environ", "environ-not-restored", BODY, 'os.environ["PLANTED"] = "1"',
        """
        with mock.patch.dict(os.environ, {"PLANTED": "1"}):
            assert os.environ["PLANTED"] == "1"
        """, OS, MOCK,
    ),
    fault(
        "os.environ.update", "environ-not-restored", BODY, 'os.environ.update({"PLANTED": "1"})',
        """
        try:
            os.environ.update({"PLANTED": "1"})
        finally:
            del os.environ["PLANTED"]
        """, OS,
    ),
    fault(
        "variable set by a fixture", "environ-not-restored", TAIL,
        """
        @pytest.fixture
        def planted():
            os.environ["PLANTED"] = "1"
            return 1


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture
        def planted():
            os.environ["PLANTED"] = "1"
            yield 1
            del os.environ["PLANTED"]


        def test_planted(planted):
            assert planted
        """, OS, PYTEST,
    ),
    fault(
        "variable set while importing", "environ-written-at-import", TOP, 'os.environ["PLANTED"] = "1"',
        'PLANTED = os.environ.get("PLANTED")', OS,
    ),
    fault(
        "sys.path extended", "sys-path-not-restored", BODY, 'sys.path.insert(0, "planted")',
        """
        sys.path.insert(0, "planted")
        try:
            assert sys.path
        finally:
            sys.path.remove("planted")
        """, SYS,
    ),
    fault(
        "stand-in in sys.modules", "sys-modules-not-restored", BODY, 'sys.modules["planted"] = mock.Mock()',
        """
        with mock.patch.dict(sys.modules, {"planted": mock.Mock()}):
            assert "planted" in sys.modules
        """, SYS, MOCK,
    ),
    fault(
        "stand-in in sys.modules while importing", "sys-modules-written-at-import", TOP,
        'sys.modules["planted"] = mock.MagicMock()', 'PLANTED = "planted" in sys.modules', SYS, MOCK,
    ),
    fault(
        "working directory changed", "working-directory-not-restored", BODY, 'os.chdir("/")',
        """
        planted = os.getcwd()
        try:
            os.chdir("/")
        finally:
            os.chdir(planted)
        """, OS,
    ),
    fault(
        "recursion limit changed", "process-setting-not-restored", BODY, "sys.setrecursionlimit(5000)",
        """
        planted = sys.getrecursionlimit()
        sys.setrecursionlimit(5000)
        try:
            assert planted
        finally:
            sys.setrecursionlimit(planted)
        """, SYS,
    ),
    fault(
        "attribute of a module set", "module-attribute-not-restored", BODY, "json.planted = 3",
        """
        with mock.patch.object(json, "planted", 3, create=True):
            assert json.planted == 3
        """, JSON, MOCK,
    ),
    fault(
        "test reads what another wrote", "test-order-reliance", TAIL,
        """
        PLANTED = None


        def test_planted_writes():
            global PLANTED
            PLANTED = dict(number=3)


        def test_planted_reads():
            assert PLANTED["number"] == 3
        """,
        """
        @pytest.fixture
        def planted():
            return {"number": 3}


        def test_planted_writes(planted):
            planted["number"] += 1
            assert planted["number"] == 4


        def test_planted_reads(planted):
            assert planted["number"] == 3
        """, PYTEST,
    ),
    fault(
        "override of a dependency in a test", "dependency-override-not-restored", TAIL,
        planted_test(APP, 'planted_app.dependency_overrides[planted_user] = lambda: "admin"'),
        planted_test(
            APP, 'monkeypatch.setitem(planted_app.dependency_overrides, planted_user, lambda: "admin")', "monkeypatch"
        ),
        FASTAPI,
    ),
    fault(
        "override of a dependency by a fixture", "dependency-override-not-restored", TAIL,
        APP.strip() + """


@pytest.fixture
def planted():
    planted_app.dependency_overrides[planted_user] = lambda: "admin"


def test_planted(planted):
    assert planted_app
""",
        APP.strip() + """


@pytest.fixture
def planted():
    planted_app.dependency_overrides[planted_user] = lambda: "admin"
    yield
    planted_app.dependency_overrides.pop(planted_user)


def test_planted(planted):
    assert planted_app
""",
        FASTAPI, PYTEST,
    ),
    fault(
        "mock as a stand-in for a dependency", "dependency-override-asks-for-parameters", TAIL,
        planted_test(
            APP, "monkeypatch.setitem(planted_app.dependency_overrides, planted_user, None)\n"
            "planted_app.dependency_overrides[planted_user] = mock.AsyncMock(return_value=1)\n"
            "del planted_app.dependency_overrides[planted_user]", "monkeypatch",
        ),
        planted_test(
            APP, "planted_app.dependency_overrides[planted_user] = lambda: mock.Mock()\n"
            "del planted_app.dependency_overrides[planted_user]",
        ),
        FASTAPI, MOCK,
    ),
    fault(
        "file at a fixed path, with workers", "shared-file-under-xdist", TAIL,
        """
        @pytest.mark.parametrize("planted", [1, 2])
        def test_planted(planted):
            with open("/tmp/planted.txt", "w") as file:
                file.write(str(planted))
        """,
        """
        @pytest.mark.parametrize("planted", [1, 2])
        def test_planted(planted, tmp_path):
            with open(tmp_path / "planted.txt", "w") as file:
                file.write(str(planted))
        """, PYTEST,
    ),
    fault(
        "number of a worker cut out by hand", "worker-number-by-hand", TAIL,
        """
        @pytest.fixture(scope="session")
        def planted(worker_id):
            return 9000 + int(worker_id[2:])


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture(scope="session")
        def planted(worker_id):
            return f"planted_{worker_id}"


        def test_planted(planted):
            assert planted
        """, PYTEST,
    ),
    fault(
        "file at a constant path, with workers", "shared-file-under-xdist", TAIL,
        """
        PLANTED = pathlib.Path("/tmp") / "planted.txt"


        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(number):
            PLANTED.write_text(str(number))
            assert PLANTED.read_text() == str(number)
        """,
        """
        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(number, tmp_path):
            planted = tmp_path / "planted.txt"
            planted.write_text(str(number))
            assert planted.read_text() == str(number)
        """, PYTEST, "import pathlib",
    ),
    fault(
        "file named in the test, with workers", "shared-file-under-xdist", TAIL,
        """
        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(number):
            path = os.path.join("/tmp", "planted.json")
            with open(path, "w") as file:
                assert file.write(str(number))
        """,
        """
        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(number, tmp_path):
            path = os.path.join(tmp_path, "planted.json")
            with open(path, "w") as file:
                assert file.write(str(number))
        """, PYTEST, OS,
    ),
    fault(
        "database made by name, with workers", "shared-database-under-xdist", TAIL,
        """
        @pytest.fixture(scope="session")
        def planted(planted_cursor):
            planted_cursor.execute("CREATE DATABASE planted")
            yield "planted"
            planted_cursor.execute("DROP DATABASE planted")


        @pytest.fixture(scope="session")
        def planted_cursor():
            return object()


        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(planted, number):
            assert planted
        """,
        """
        @pytest.fixture(scope="session")
        def planted(planted_cursor, worker_id):
            planted_cursor.execute(f"CREATE DATABASE planted_{worker_id}")
            yield "planted"
            planted_cursor.execute(f"DROP DATABASE planted_{worker_id}")


        @pytest.fixture(scope="session")
        def planted_cursor():
            return object()


        @pytest.mark.parametrize("number", [1, 2])
        def test_planted(planted, number):
            assert planted
        """, PYTEST,
    ),
)  # fmt: skip
