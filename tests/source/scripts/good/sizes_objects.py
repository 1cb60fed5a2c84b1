import sys
# Sizes of objects that are no dicts.
print([sys.getsizeof(x) for x in (0, 1, -1, 2**30 - 1, 2**30, 2**60, 2**62, 2**63, 2**64, True, False, None, 1.5, 1j)])
print([sys.getsizeof(x) for x in ('', 'a', 'abc', b'', b'abc', (), (1,), (1, 2, 3), u'\xe9\xe9', u'\u20ac' * 5, u'\U0001f600')])
print((5).__sizeof__(), 'abc'.__sizeof__(), (1, 2).__sizeof__())
