import csv
from csv import reader


def test_rows(tmp_path):
    (tmp_path / "a.csv").write_text("id,total\n1,2\n")
    with open(tmp_path / "a.csv") as file:
        rows = csv.DictReader(file)
        assert len(list(rows)) == 1
        for row in rows:
            assert row["total"] == "never"


def test_lines():
    lines = reader(["a,b"])
    first = list(lines)
    assert first
    assert all(line == "never" for line in lines)


class TestNumbers:
    def test_map(self):
        numbers = map(int, "123")
        assert sum(numbers) == 6
        for number in numbers:
            assert number > 5

    def test_generator(self):
        numbers = (int(each) for each in "123")
        assert max(numbers) == 3
        for number in numbers:
            if number:
                assert number > 5


def test_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("REPORT secret")
    with path.open() as file:
        assert "REPORT" in file.read()
        assert "secret" not in file.read()
