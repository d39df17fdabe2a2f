"""For machines. At this stage: is the service alive?"""
