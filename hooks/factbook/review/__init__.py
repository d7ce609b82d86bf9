"""Two factbooks compared, and the command line."""
