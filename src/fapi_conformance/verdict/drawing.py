"""Past results as a page shows them: a line for each figure, a row for each run. ``history.html.j2`` has the looks."""

from collections.abc import Mapping, Sequence
from typing import Any

from fapi_conformance.verdict.history import HEADINGS, LEGEND, SIGNS, Night, figures

WIDTH, HEIGHT, EDGE = 240, 56, 6
"""Of a drawing, in its own units; the edge is left free, so that no dot is cut."""


def drawn(nights: Sequence[Night]) -> Mapping[str, Any] | None:
    """By the names that the template uses; None of fewer than two runs, for a line has two ends."""
    if len(nights) < 2:
        return None
    names = dict.fromkeys(name for one in nights for name in one.profiles)
    strips = {name: [one.profiles.get(name, "not run") for one in nights] for name in names}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "charts": [_chart(name, values, nights) for name, values in figures(nights)],
        "headings": HEADINGS,
        "nights": [{"cells": one.cells, "note": one.note, "broken": one.broken} for one in reversed(nights)],
        "legend": LEGEND,
        "profiles": [
            {
                "name": name,
                "signs": [(SIGNS[verdict], verdict, one.when) for verdict, one in zip(strip, nights, strict=True)],
            }
            for name, strip in strips.items()
            if set(strip) != {"not run"}
        ],
    }


def _chart(name: str, values: Sequence[float], nights: Sequence[Night]) -> Mapping[str, Any]:
    low, high = min(values), max(values)
    across = (WIDTH - 2 * EDGE) / (len(values) - 1)
    up = (HEIGHT - 2 * EDGE) / (high - low) if high > low else 0
    places = [(round(EDGE + n * across, 1), round(HEIGHT - EDGE - (one - low) * up, 1)) for n, one in enumerate(values)]
    dots = [
        {"x": x, "y": y, "note": night.note, "says": _says(value, night)}
        for (x, y), value, night in zip(places, values, nights, strict=True)
    ]
    return {
        "name": name,
        "points": " ".join(f"{x},{y}" for x, y in places),
        "dots": dots,
        "last": f"{values[-1]:,.0f}",
        "range": f"always {low:,.0f}" if low == high else f"from {low:,.0f} to {high:,.0f}",
    }


def _says(value: float, night: Night) -> str:
    return f"{night.when}: {value:,.0f}" + (f", {night.note}" if night.note else "")
