"""What people ask for, in their own words, from the form to an honest outcome.

Nouns: Need, NeedSkill (a skill heard in its words).
Life of a need: submitted → confirmed → qualified → answered → closed (with an outcome).
"""
