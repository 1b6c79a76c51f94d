"""How a text file becomes a table: its encoding, its lines, what separates its columns, and what the columns hold."""
