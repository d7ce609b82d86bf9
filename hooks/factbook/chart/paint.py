"""Pictures as PNG. The font comes with the code, so that one is the same wherever it is painted."""

from __future__ import annotations

from pathlib import Path

import resvg_py

from factbook.chart.picture import FAMILY, Picture

FONTS = tuple(sorted(map(str, (Path(__file__).parent / "fonts").glob("*.ttf"))))
PAINTER = f"resvg {resvg_py.__version__} {[Path(font).stat().st_size for font in FONTS]}"


def paint(picture: Picture, scale: float) -> bytes:
    """The picture as PNG, each pixel drawn as `scale` times as many in both directions."""
    return bytes(
        resvg_py.svg_to_bytes(
            picture.text,
            width=round(picture.width * scale),
            height=round(picture.height * scale),
            font_files=list(FONTS),
            font_family=FAMILY,
            skip_system_fonts=True,
        )
    )
