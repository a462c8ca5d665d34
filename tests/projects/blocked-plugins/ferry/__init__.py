"""A ferry line: its timetable, its search, its crossings, and what happens when something fails."""
