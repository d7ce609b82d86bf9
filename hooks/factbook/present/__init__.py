"""From figures to SVG, HTML, CSV and JSON."""
