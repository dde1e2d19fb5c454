"""Fields of records: on the lines of texts and forms, inside logs, and in literals of programs."""
