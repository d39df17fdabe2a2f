"""Hours that partners promise, through named helpers, and what becomes of them.

Nouns: Pledge (N hours, these skills, this period), PledgedHelper (a person in it, with her monthly
hours), Absence, NotWith, Hold (hours kept for an ask under way), Contribution (hours really given).
Associations and freelancers pledge exactly as big companies do.
"""
