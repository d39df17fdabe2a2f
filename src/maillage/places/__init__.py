"""Places through time: what a place was, is and will be, who was there, and who is there now.

Nouns: Place, Phase (a dated period of a place: where, what for, when it opens), Occupancy (an actor in a
place, from … to …, on what terms).
Life of a phase or of an occupancy: told → corrected (another version takes its place) or taken back.
"""
