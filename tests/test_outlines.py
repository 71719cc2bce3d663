"""A county's own lines on the map by the command line, in each system of coordinates; and the map's colours for eyes that see fewer."""

from __future__ import annotations

import json
from itertools import product

import pytest

import actions
from analysis.datum import DATUMS, gcj02_to_bd09, wgs84_to_gcj02
from tests.verbs import document, home, ran
from views.graph.structures.ink import COVER, GAP, PAPER, WHITE

__all__ = ["document", "home", "ran"]

HERE = ("--samples", "--scope", "Township:370982105")
CORNERS = ((-0.01, -0.01), (-0.01, 0.01), (0.01, 0.01), (0.01, -0.01), (-0.01, -0.01))
TURNED = {"wgs84": lambda lat, lon: (lat, lon), "gcj02": wgs84_to_gcj02, "bd09": lambda lat, lon: gcj02_to_bd09(*wgs84_to_gcj02(lat, lon))}


@pytest.mark.parametrize("datum", DATUMS)
def test_lines_of_each_system_lie_around_the_places_of_their_names(document, ran, tmp_path, datum):
    engine = actions.open_store(samples=True)
    places = {name: at[0] for name, at in actions.known_points(engine, HERE[2]).items() if len(at) == 1}
    engine.close()
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": [[TURNED[datum](lat + north, lon + east)[::-1] for north, east in CORNERS]]},
        }
        for name, (lat, lon) in list(places.items())[:5]
    ]
    file = tmp_path / "村界.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), "utf-8")
    code, rows = document("outlines", file, *HERE)
    assert code == 0
    assert len(rows) == 5
    for row in rows:
        assert row["points"] == [
            pytest.approx([lat + north, lon + east], abs=2e-6)
            for lat, lon in [places[row["name"]]]
            for north, east in CORNERS[: len(row["points"])]
        ]
    assert f"{DATUMS[datum][0]}，按同名地点判定" in ran("outlines", file, *HERE)[1]
    assert document("outlines", *HERE)[1] == rows
    file.write_text('{"type": "Blob"}', "utf-8")
    code, _, said = ran("outlines", file, *HERE)
    assert code == 1
    assert "Blob" in said
    assert document("outlines", *HERE)[1] == rows
    assert "没有自有边界" in ran("outlines", "--forget", *HERE)[1]


SEEN = {  # Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}


def lab(colour: str, eyes: str) -> tuple[float, float, float]:
    """A colour as these eyes see it, in CIE L*a*b* (D65)."""
    raw = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in raw]
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in SEEN[eyes])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    x, y, z = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", SEEN)
def test_what_is_not_covered_stands_out_for_every_eye(eyes):
    for one, other in (*product((GAP,), (COVER, PAPER, WHITE, "#F5F2EA", "#5F7F9B")), (COVER, PAPER)):
        a, b = lab(one, eyes), lab(other, eyes)
        far = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        assert far > 20, (one, other, far)
        if one == GAP and other != "#5F7F9B":  # beside the blue of a village the shape tells: hollow
            assert abs(a[0] - b[0]) > 20, (one, other)
