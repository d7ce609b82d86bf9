"""The data for programs: tables, the data package, JSON-LD, feeds."""
