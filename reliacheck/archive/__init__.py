"""Parts for an archive of what has been published: fingerprints on disk, and alignment of texts.

No command uses them yet. Readers (hashing, segment, align) need only the standard library and
rapidfuzz; the writing side (bulk, segment_writer) needs numpy.
"""
