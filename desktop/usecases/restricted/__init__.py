"""Letters about adults: read, answered and kept by the head or the chair, apart from the
casebook.
"""
