"""From figures to drawings: scales, axes, kinds of charts, their tables and descriptions."""
