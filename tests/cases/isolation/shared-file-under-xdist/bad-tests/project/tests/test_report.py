from pathlib import Path

REPORT = "/tmp/shop_report.txt"


def test_written():
    Path("/tmp/shop_report.txt").write_text("3 apples")
    assert Path("/tmp/shop_report.txt").read_text() == "3 apples"


class TestReport:
    def test_empty(self):
        with open(REPORT, "w") as file:
            file.write("")
        assert open(REPORT).read() == ""
