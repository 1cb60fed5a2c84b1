# -*- coding: utf-8 -*-
from __future__ import print_function
# Characters beyond ASCII mean bytes to Python 2, unless a u stands in front of them.
d = {u'\xe9': 1, u'é': 2, 'é': 3, u'\u20ac': 4, u'\U0001f600': 5}
print(len(d), sorted(d.values()), len('é'), len(u'é'), len(u'€'), u'é' == u'\xe9')
print(u'é' + u'€', u'%s!' % u'é', [u'é'], ['é'], {u'€': u'é'})
print('\u20ac' == u'\u20ac', len('\u20ac'), repr(u'\u1234\x80\xff'))
try:
    print('é' + u'é')
except UnicodeDecodeError as error:
    print('mixed:', error)
