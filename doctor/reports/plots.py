"""Small plots of a row of numbers: for a terminal, and as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

BLOCKS = " ▁▂▃▄▅▆▇█"
ASCII = " .:-=+*%#"
HEIGHT = 6
COLOURS = ("#3b6ea5", "#b5541c", "#4a7d3a")


def bars(values: Sequence[float | None], unit: str, *, plain: bool = False) -> list[str]:
    """A column for each value, from 0 to the largest, with the scale at its left; "x" where there is no value."""
    top = max((each for each in values if each is not None), default=0.0) or 1.0
    marks = ASCII if plain else BLOCKS
    lines = []
    for row in range(HEIGHT - 1, -1, -1):
        cells = [_cell(value, top, row, marks) for value in values]
        scale = f"{top:10.4g} {unit}" if row == HEIGHT - 1 else f"{0:10} {unit}" if row == 0 else " " * (11 + len(unit))
        lines.append(f"{scale} {'|' if plain else '│'}{''.join(cells)}".rstrip())
    return lines


def _cell(value: float | None, top: float, row: int, marks: str) -> str:
    if value is None:
        return "x" if row == 0 else " "
    steps = round(value / top * HEIGHT * 8) - row * 8
    if row == 0 and value > 0:
        steps = max(steps, 1)  # something is not nothing
    return marks[max(0, min(8, steps))]


def svg(title: str, rows: Sequence[tuple[str, str, Sequence[float | None]]], labels: Sequence[str]) -> str:
    """One panel below the other, each of a name, a unit and its values; a value that is pointed at says its label."""
    width, panel, left, right = 760, 150, 70, 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{40 + panel * len(rows)}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="100%" height="100%" fill="white"/><text x="{left}" y="24" font-size="15">{escape(title)}</text>',
    ]
    for number, (name, unit, values) in enumerate(rows):
        top = max((each for each in values if each is not None), default=0.0) or 1.0
        base, room = 40 + panel * (number + 1) - 20, panel - 50
        step = (width - left - right) / max(len(values) - 1, 1)
        points = [
            (left + place * step, base - room * value / top, value, place)
            for place, value in enumerate(values)
            if value is not None
        ]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _, _ in points)
        colour = COLOURS[number % len(COLOURS)]
        parts += [
            f'<text x="{left}" y="{base - room - 10}" fill="{colour}">{escape(name)}</text>',
            f'<text x="{left - 8}" y="{base - room + 4}" text-anchor="end">{top:.4g} {escape(unit)}</text>',
            f'<text x="{left - 8}" y="{base + 4}" text-anchor="end">0</text>',
            f'<path d="M{left} {base}H{width - right}M{left} {base}V{base - room}" stroke="#999" fill="none"/>',
            f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>',
        ]
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}">'
            f"<title>{escape(labels[place])}: {value:.4g} {escape(unit)}</title></circle>"
            for x, y, value, place in points
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"
