# -*- coding: utf-8 -*-
# What only Python 2 reads.
d = {10L: 'long', u'u': 1, 'é': 2, 0777: 'octal', ur'\u20ac\n': 3}
d[2**63] = 'big'
print(d[10], d['u'], 10L, 10L * 2, 0777, 2**63, 5 / 2, len('é'), b'\xc3\xa9' == 'é')
print(d.has_key('u'), [k for k in d.iterkeys()] == list(d), range(3), xrange(3), unichr(8364) == u'€')
for k, v in d.iteritems():
    print(repr(k), v)
print(d)
