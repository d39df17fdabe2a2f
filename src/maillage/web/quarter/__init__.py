"""The quarter for everybody: its places of any day, the map, one place through time."""
